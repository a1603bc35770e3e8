// Comfort only: every page works without this file.

// The error summary is what somebody needs to hear first.
document.getElementById("error-summary")?.focus();

// A double click sends a form once. The nonce in the form is the real guard; this only spares a second look.
for (const form of document.querySelectorAll("form[data-send-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
}

// Coming back with the back button, the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-send-once]")) {
    delete form.dataset.sent;
  }
});

// What was answered on its row is told in its place: nothing moves below the pointer.
for (const form of document.querySelectorAll("form[data-keep-place]")) {
  form.addEventListener("submit", () => {
    sessionStorage.setItem("place", form.closest("li").getBoundingClientRect().top);
  });
}
const told = document.querySelector(".desk-row--done");
const place = sessionStorage.getItem("place");
sessionStorage.removeItem("place");
if (told && place !== null) {
  window.addEventListener("load", () => {
    window.scrollBy({ top: told.getBoundingClientRect().top - place, behavior: "instant" });
  });
}

// Only a script can print; without one the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
