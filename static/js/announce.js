// Says a short thing where a screen reader hears it and everybody sees it, then falls silent.
// Other modules ask for it with an event, so that none needs another:
//   document.dispatchEvent(new CustomEvent("announce", { detail: "Saved" }));
const SHOWN_FOR_MS = 4000;
let timer;

document.addEventListener("announce", ({ detail }) => {
  const place = document.querySelector("[data-live]");
  if (!place) return;
  clearTimeout(timer);
  place.textContent = detail;
  timer = setTimeout(() => { place.textContent = ""; }, SHOWN_FOR_MS);
});
