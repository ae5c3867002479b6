// What the script tag does: it makes <wmo-wegwijzer> known, and puts one on the page unless its author did.

import { element } from "./dom.js";
import { origin, Widget } from "./element.js";
import { wordsIn } from "./words.js";

const NAME = "wmo-wegwijzer";
const script = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector('script[src*="widget.js"]')
);

if (script && !customElements.get(NAME)) {
  origin.home = new URL(".", script.src);
  if ("showModal" in HTMLDialogElement.prototype) customElements.define(NAME, Widget);
  if (document.body) place(script);
  else addEventListener("DOMContentLoaded", () => place(script));
}

/** @param {HTMLScriptElement} tag */
function place(tag) {
  /** @type {HTMLElement | null} */
  let widget = document.querySelector(NAME);
  if (!widget) {
    widget = document.createElement(NAME);
    Object.assign(widget.dataset, tag.dataset, { launched: "" });
    document.body.append(widget);
  }
  // A browser that is too old for the dialog gets a link to the page that works everywhere.
  if (customElements.get(NAME) || widget.firstChild) return;
  const page = new URL("chat", origin.home);
  page.searchParams.set("gemeente", widget.getAttribute("municipality") ?? widget.dataset.municipality ?? "");
  widget.append(Object.assign(element("a", "", wordsIn(widget.dataset.lang).launcher), { href: page.href }));
}
