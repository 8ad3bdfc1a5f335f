// "Bigger text" without loading the page again. The server is told as well, and remembers.

const WORDS = { bigger: "Bigger text", normal: "Smaller text" };

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-text-size]")) return;
  event.preventDefault();
  const button = form.querySelector("button[name=size]");
  const size = button.value;
  const body = new URLSearchParams(new FormData(form));
  body.set("size", size);
  show(button, size);
  try {
    await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  } catch {
    // Not remembered for the next page; this one is readable now, which is what was asked.
  }
});

function show(button, size) {
  document.documentElement.classList.toggle("text-bigger", size === "bigger");
  const other = size === "bigger" ? "normal" : "bigger";
  button.value = other;
  button.textContent = WORDS[other];
  const detail = size === "bigger" ? "Text is bigger" : "Text is smaller";
  document.dispatchEvent(new CustomEvent("announce", { detail }));
}
