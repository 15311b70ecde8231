// Datasette's table.js asks for this before it offers "facet by this".
var DATASETTE_ALLOW_FACET = true;

// A row's mark in the text and its note in the margin light up together.
(function () {
  "use strict";
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
})();
