"""The search index that Pagefind makes of a built site, in one order, kept between builds."""
