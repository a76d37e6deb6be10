// What html-validate checks on every page: its presets "standard" and "a11y" whole, but for one thing.
//
// Safari takes the meaning of a list away from an <ol> or <ul> that shows no markers, and only role="list" gives it
// back. So for the rules here lists have no role of their own, and may be given it: no-redundant-role and
// prefer-native-element stay on for all other elements and roles.
const list = (tag) => ({ inherit: tag, aria: { implicitRole: "generic" } });

export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  elements: ["html5", { ol: list("ol"), ul: list("ul") }],
  rules: { "prefer-native-element": ["error", { exclude: ["list"] }] },
};
