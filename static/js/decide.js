// Deciding many medicines without leaving the keyboard. Without this file the arrow keys choose, and
// the link "Keep all ..." loads the page with Keep chosen.
//
// On a focused choice a letter chooses: the first letter of its words (k, s, t, c, r). Never while
// something is typed, and never with a modifier, so that no shortcut of a screen reader is taken.
for (const form of document.querySelectorAll("form[data-preview]")) {
  form.addEventListener("keydown", (event) => {
    const here = event.target;
    if (here.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
    const pressed = event.key.toLowerCase();
    const found = [...form.elements].find((one) => one.type === "radio" && one.name === here.name
      && one.labels[0]?.textContent.trim().toLowerCase().startsWith(pressed));
    if (pressed.length !== 1 || !found) return;
    event.preventDefault();
    found.focus();
    found.click();
  });
}
