// The widget's fixed parts, before anything is said.

import { button, element } from "./dom.js";

/**
 * @typedef {ReturnType<typeof panel>} Panel
 * @typedef {"person" | "erase" | "print" | "save" | "close"} Tool
 * @param {import("./words.js").Words} words
 * @param {string} title
 * @param {boolean} inPage in the page itself, instead of over it
 * @param {(tool: Tool) => void} use
 */
export function panel(words, title, inPage, use) {
  const heading = element("h2", "", title);
  heading.id = "title";
  const header = element("header", "", heading);
  if (!inPage) header.append(button(words.close, () => use("close"), "close"));

  const log = element("ol", "turns");
  log.setAttribute("role", "list");
  const waiting = element("p", "waiting");
  waiting.hidden = true;
  const scroller = element("div", "scroller", log, waiting);
  // Not live by itself: a reply is announced once, as a whole, by `status`; history is not announced at all.
  named(scroller, "log", words.conversation).setAttribute("aria-live", "off");
  scroller.tabIndex = 0; // can be scrolled with the keys
  if (words.language) scroller.prepend(element("p", "note", words.language));

  const label = element("label", "", words.field);
  const field = element("textarea");
  label.htmlFor = field.id = "question";
  Object.assign(field, { rows: 1, autocomplete: "off", enterKeyHint: "send", lang: "nl" });
  const hint = element("p", "hint");
  hint.id = "hint";
  field.setAttribute("aria-describedby", hint.id);
  const send = element("button", "send", words.send);
  const form = element("form", "", label, hint, element("div", "row", field, send));
  form.noValidate = true;

  const keep = element(
    "details", "keep", element("summary", "", words.keep),
    element("div", "", button(words.print, () => use("print")), button(words.save, () => use("save"))),
  );
  const tools = element(
    "div", "tools", button(words.person, () => use("person")), button(words.erase, () => use("erase")), keep,
  );

  const status = element("p", "unseen");
  status.setAttribute("role", "status");

  const box = element(inPage ? "section" : "dialog", "panel", header, scroller, form, tools, status);
  box.setAttribute("aria-labelledby", heading.id);
  box.tabIndex = -1;
  return { box, scroller, log, waiting, form, field, hint, keep, status };
}

/**
 * @param {HTMLElement} made
 * @param {string} role
 * @param {string} name
 */
function named(made, role, name) {
  made.setAttribute("role", role);
  made.setAttribute("aria-label", name);
  return made;
}
