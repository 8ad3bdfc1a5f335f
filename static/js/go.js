// The landing page of a letter's link: /go#<link>. The part after # never reaches a server or a log
// by itself; here it moves into the form, and out of the address, so that it is in no history
// either. Nothing is sent until a person presses the button.
//
// form[data-go] hidden, with input[name=link]; [data-go-other] is what to show without a link.
const LINK = /^#([A-Za-z0-9_.~-]{10,200})$/;

function take() {
  const form = document.querySelector("form[data-go]");
  const found = LINK.exec(location.hash);
  if (!form || !found) return;
  form.elements.namedItem("link").value = found[1];
  history.replaceState(history.state, "", location.pathname);
  form.hidden = false;
  for (const other of document.querySelectorAll("[data-go-other]")) other.hidden = true;
}

take();
window.addEventListener("hashchange", take); // a second letter scanned into the same tab
