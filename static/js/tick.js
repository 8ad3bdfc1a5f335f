// A tick swaps in place. Without this file the same form posts and the page loads again.
//
// form[data-tick] is sent with fetch; the answer is HTML holding the same [data-task], which takes
// the old one's place. Elements with data-swap and an id (a count, say) are taken along.
// Sending twice is safe: the form's mark_id makes the second one change nothing.

const PATIENCE_MS = 15000;
const DOUBLE_TAP_MS = 700;
const UNPROCESSABLE = 422; // what was typed comes back in its card, with what is wrong with it
const NOT_SAVED = "Not saved. Check your connection and try again.";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-tick]")) return;
  event.preventDefault();
  if (form.hasAttribute("data-busy") || isDoubleTap(form, event.submitter)) return;
  send(form, event.submitter);
});

// The second half of a double tap lands on the card that has just come. Where four times a day are
// ticked one by one, it would tick the next one too. Another button is pressed on purpose.
let lastSwap = { task: "", said: "", at: -DOUBLE_TAP_MS };

function isDoubleTap(form, button) {
  const same = taskOf(form) === lastSwap.task && button?.value === lastSwap.said;
  return same && performance.now() - lastSwap.at < DOUBLE_TAP_MS;
}

function taskOf(form) {
  return form.elements.namedItem("task")?.value; // one card may hold two: eating and drinking
}

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  setBusy(form, button, true);
  let answer;
  let html;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch", Accept: "text/html" },
      signal: patience(),
    });
    html = await answer.text();
  } catch {
    setBusy(form, button, false);
    complain(form, button);
    return;
  }
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const task = fresh.querySelector("[data-task]");
  const said = answer.ok || answer.status === UNPROCESSABLE;
  if (said && !answer.redirected && task) {
    lastSwap = { task: taskOf(form), said: button?.value, at: performance.now() };
    swap(form, fresh, task);
  } else {
    submitPlainly(form, button); // a door has shut or something broke: let the server's page say it
  }
}

function patience() {
  const control = new AbortController();
  setTimeout(() => control.abort(), PATIENCE_MS);
  return control.signal;
}

function setBusy(form, button, busy) {
  form.toggleAttribute("data-busy", busy);
  if (busy) button?.setAttribute("aria-disabled", "true");
  else button?.removeAttribute("aria-disabled");
}

function swap(form, fresh, task) {
  form.closest("[data-task]").replaceWith(task);
  for (const part of fresh.querySelectorAll("[data-swap][id]")) {
    document.getElementById(part.id)?.replaceWith(part);
  }
  const next = task.querySelector("[data-focus]") ?? task;
  if (next === task) task.tabIndex = -1;
  next.focus({ preventScroll: true });
  task.scrollIntoView({ block: "nearest" });
  const detail = task.dataset.said ?? "Saved";
  document.dispatchEvent(new CustomEvent("announce", { detail }));
}

function complain(form, button) {
  let line = form.querySelector("[data-not-saved]");
  if (!line) {
    line = document.createElement("p");
    line.className = "error";
    line.setAttribute("role", "alert");
    line.setAttribute("data-not-saved", "");
    (form.querySelector(":scope > div") ?? form).append(line);
  }
  line.textContent = "";
  requestAnimationFrame(() => { line.textContent = NOT_SAVED; });
  button?.focus();
}

function submitPlainly(form, button) {
  if (button?.name) {
    const said = document.createElement("input");
    said.type = "hidden";
    said.name = button.name;
    said.value = button.value;
    form.append(said);
  }
  HTMLFormElement.prototype.submit.call(form); // asks no submit listener, so not this one again
}
