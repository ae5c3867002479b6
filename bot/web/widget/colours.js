// Colours that a municipality chose are used only where they can be read: 4.5 to 1, as WCAG asks of letters.

const LEAST = 4.5;
/** Letters and what they stand on: custom properties of widget.css without their dashes. */
const PAIRS = [
  ["ink", "paper"], ["soft", "paper"], ["error", "paper"], ["link", "paper"], ["ink", "you"], ["link", "you"],
  ["on-accent", "accent"],
];

/**
 * Put the default back for every pair of colours that cannot be read.
 * @param {HTMLElement} themed the element on which widget.css sets the colours
 */
export function check(themed) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return;
  const luminance = (/** @type {string[]} */ ...layers) => {
    for (const name of ["white", ...layers]) {
      context.fillStyle = name;
      context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const colour = (/** @type {string} */ name) => getComputedStyle(themed).getPropertyValue(`--${name}`).trim();

  themed.classList.remove(...PAIRS.flat().map((name) => `default-${name}`));
  // A default that comes back may in turn be hard to read with another colour: look again until all is well.
  for (let found = true; found;) {
    found = false;
    for (const pair of PAIRS) {
      const classes = pair.map((name) => `default-${name}`);
      if (classes.every((name) => themed.classList.contains(name))) continue;
      const [letters, ground] = pair.map(colour);
      const [light, dark] = [luminance(ground, letters), luminance(ground)].sort((one, other) => other - one);
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast >= LEAST) continue;
      console.warn(
        `Wmo-wegwijzer: ${letters} on ${ground} (${pair.join(" on ")}) has a contrast of ${contrast.toFixed(2)}, `
        + `less than ${LEAST}; the default colours are used.`,
      );
      themed.classList.add(...classes);
      found = true;
    }
  }
}
