// Datasette's table.js asks for this before it offers "facet by this".
var DATASETTE_ALLOW_FACET = true;

// Everything on the page can be read and reached without this script.
(function () {
  "use strict";

  // A row's mark in the text and its note in the margin light up together.
  function light(row, on) {
    document.querySelectorAll('[data-row="' + CSS.escape(row) + '"]').forEach(function (element) {
      element.classList.toggle("lit", on);
    });
  }
  document.querySelectorAll("[data-row]").forEach(function (element) {
    var row = element.getAttribute("data-row");
    ["mouseenter", "focusin"].forEach(function (name) {
      element.addEventListener(name, function () { light(row, true); });
    });
    ["mouseleave", "focusout"].forEach(function (name) {
      element.addEventListener(name, function () { light(row, false); });
    });
  });

  // What is ready to be copied gets a button, where the browser lets a page write the clipboard.
  if (navigator.clipboard) {
    document.querySelectorAll("button.copy").forEach(function (button) {
      var label = button.textContent;
      button.hidden = false;
      button.addEventListener("click", function () {
        var text = document.getElementById(button.getAttribute("data-copies")).textContent;
        navigator.clipboard.writeText(text).then(function () {
          button.textContent = "Copied";
          setTimeout(function () { button.textContent = label; }, 2000);
        });
      });
    });
  }

  // The layers that a reader chose stay chosen from one document to the next.
  document.querySelectorAll(".layers input").forEach(function (box) {
    var stored = sessionStorage.getItem(box.id);
    if (stored !== null) { box.checked = stored === "on"; }
    box.addEventListener("change", function () {
      sessionStorage.setItem(box.id, box.checked ? "on" : "off");
    });
  });
})();
