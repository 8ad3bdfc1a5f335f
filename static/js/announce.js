// Says a short thing where a screen reader hears it and everybody sees it, then falls silent.
const SHOWN_FOR_MS = 4000;
let timer;

export function announce(words) {
  const place = document.querySelector("[data-live]");
  if (!place) return;
  clearTimeout(timer);
  place.textContent = words;
  timer = setTimeout(() => { place.textContent = ""; }, SHOWN_FOR_MS);
}
