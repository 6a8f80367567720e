/* Comfort only: without it the links between boxes and cards work as links do.
   Written without the two characters that XML gives a meaning to. */
"use strict";
(function () {
    function all(id) {
        return Array.from(document.querySelectorAll("[data-r]")).filter(function (element) {
            return element.dataset.r === id;
        });
    }
    function mark(name, id) {
        document.querySelectorAll("." + name).forEach(function (element) {
            element.classList.remove(name);
        });
        if (id) {
            all(id).forEach(function (element) { element.classList.add(name); });
        }
    }
    function record(target) {
        return target.closest ? target.closest("[data-r]") : null;
    }
    function choose(from, wanted) {
        const id = from.dataset.r;
        mark("on", id);
        const others = all(id).filter(function (element) { return element.matches(wanted); });
        const near = others.find(function (element) {
            return element.closest("section") === from.closest("section");
        });
        if (near || others[0]) {
            (near || others[0]).scrollIntoView({ block: "nearest" });
        }
    }
    document.addEventListener("click", function (event) {
        const from = record(event.target);
        if (from === null || event.ctrlKey || event.metaKey || event.shiftKey) {
            return;
        }
        if (from.matches(".box")) {
            event.preventDefault();
            history.replaceState(null, "", "#r-" + from.dataset.r);
            choose(from, ".card");
        } else if (event.target.closest("h3") || event.target.closest("a") === null) {
            if (String(getSelection()) === "") {
                event.preventDefault();
                history.replaceState(null, "", "#r-" + from.dataset.r);
                choose(from, ".box");
            }
        }
    });
    document.addEventListener("pointerover", function (event) {
        const from = record(event.target);
        mark("near", from ? from.dataset.r : "");
    });
    document.addEventListener("focusin", function (event) {
        const from = record(event.target);
        mark("near", from ? from.dataset.r : "");
    });
    function follow() {
        /* "#r-ID" is a card, "#b-ID-PAGE" a box. */
        if (/^#r-/.test(location.hash)) {
            mark("on", location.hash.slice(3));
        } else if (/^#b-/.test(location.hash)) {
            mark("on", location.hash.slice(3).replace(/-[0-9]+$/, ""));
        }
    }
    addEventListener("hashchange", follow);
    follow();
})();
