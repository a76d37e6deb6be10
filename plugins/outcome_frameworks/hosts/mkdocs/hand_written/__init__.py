"""The links, cards and maps of hand-written pages, put in as MkDocs renders them."""
