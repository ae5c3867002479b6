// A button to copy the code above it, where the browser can. Without this script the code can be selected by hand.

for (const code of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const told = document.createElement("span");
  const what = code.getAttribute("data-copy") ?? "";
  button.type = "button";
  button.textContent = `Kopieer ${what}`;
  told.setAttribute("role", "status");
  told.className = "told";
  button.addEventListener("click", async () => {
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      told.textContent = "Gekopieerd.";
    } catch {
      getSelection()?.selectAllChildren(code);
      told.textContent = "De code is geselecteerd. Kopieer haar met Ctrl+C.";
    }
  });
  code.after(button, told);
}
