// A warning sign that is tapped calls at once: the link is the number. This file only tells the
// clinic as well, beside the call and without holding it up. Without it the link calls all the same,
// and a form stands in its place that tells the clinic.

const TOLD = "Your clinic is told too. Do not wait for them.";
const NOT_TOLD = "Your clinic does not know yet. Tell them when you call.";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-flag]");
  const list = link?.closest("[data-flags]");
  if (!list) return;
  const line = document.querySelector(`[data-told="${CSS.escape(link.dataset.tap)}"]`);
  tell(list, link).then((heard) => {
    if (line) line.textContent = heard ? TOLD : NOT_TOLD;
  });
});

async function tell(list, link) {
  const body = new URLSearchParams({
    csrf_token: list.dataset.csrf,
    flag: link.dataset.flag,
    tap: link.dataset.tap,
  });
  try {
    // keepalive: the dialler may push this page away before the answer comes.
    const answer = await fetch(list.dataset.flags, { method: "POST", body, keepalive: true });
    return answer.ok && !answer.redirected;
  } catch {
    navigator.sendBeacon?.(list.dataset.flags, body);
    return false;
  }
}
