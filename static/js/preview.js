// Shows what a patient will read while a clinician still writes. Without this file the form's button
// does the same with a page load.
//
// form[data-preview] is posted with do=preview, or asked for as it is where it only looks (GET, and
// then the address follows, so that it can be shared); every [data-swap] of the answer whose id begins with
// "preview-" takes the place of the one on the page. Nothing is saved, and no field is touched.
const PAUSE_MS = 400;

for (const form of document.querySelectorAll("form[data-preview]")) {
  let timer;
  let latest = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(++latest), PAUSE_MS);
  });

  async function show(mine) {
    const body = new URLSearchParams(new FormData(form));
    const looks = form.method === "get";
    const url = looks ? `${form.action}?${body}` : form.action;
    if (!looks) body.set("do", "preview");
    let html;
    try {
      const answer = await fetch(url, {
        ...(looks ? {} : { method: "POST", body }),
        redirect: "error", headers: { "X-Requested-With": "fetch" },
      });
      html = await answer.text();
    } catch {
      return; // the words shown last stay; saving tells what is wrong
    }
    if (mine !== latest) return; // written on since
    if (looks) history.replaceState(null, "", url);
    const fresh = new DOMParser().parseFromString(html, "text/html");
    for (const part of fresh.querySelectorAll("[data-swap][id^=preview-]")) {
      document.getElementById(part.id)?.replaceWith(part);
    }
  }
}
