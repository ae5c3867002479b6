// Making elements. Whatever is said goes on the page as text, never as markup.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * @param {string} title
 * @param {(event: Event) => void} onClick
 * @param {string} [className]
 */
export function button(title, onClick, className) {
  const made = element("button", className, title);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/**
 * @param {string} className
 * @param {(Node | string)[]} children
 */
export function list(className, children) {
  const made = element("ul", className, ...children.map((child) => element("li", "", child)));
  made.setAttribute("role", "list"); // which Safari else forgets where there are no bullets
  return made;
}

/**
 * A link, or only its text when it leads to anything but a website, a telephone or an e-mail address.
 * @param {string} title
 * @param {string | undefined} url
 */
export function link(title, url) {
  if (!/^(https?:\/\/|tel:|mailto:)/i.test(url ?? "")) return document.createTextNode(title);
  const made = element("a", "", title);
  made.href = String(url);
  return made;
}
