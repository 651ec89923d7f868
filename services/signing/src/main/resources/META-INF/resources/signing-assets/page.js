// Keeps the page up to date. Without it the page still works: it loads itself anew every other
// second while the person acts.
"use strict";
(() => {
  const QUIET_MILLIS = 4000;
  const AGAIN_MILLIS = 2000;
  const LONGEST_MILLIS = 30000;
  let source = null;
  let quiet = 0;
  let busy = false;
  let failures = 0;
  let again = 0;
  let refused = false;
  let told = "";

  const main = () => document.getElementById("main");

  // The link was pressed, for this order.
  const launched = (launch) => sessionStorage.getItem("launched") === launch.href;
  const launching = (launch) => sessionStorage.setItem("launched", launch.href);

  // That the app opens is told once it was asked to.
  function tell() {
    const message = document.getElementById("message");
    const launch = document.getElementById("launch");
    if (message && told && message.textContent !== told && (!launch || launched(launch))) {
      message.textContent = told;
    }
  }

  function show(glance) {
    const here = main();
    if (!here || !here.dataset.step) return;
    if (glance.step !== here.dataset.step || String(glance.part) !== here.dataset.part) {
      fetchPage();
      return;
    }
    told = glance.step === "SIGNED" ? "" : glance.message;
    tell();
    const qr = document.querySelector("#qr path");
    if (qr && glance.qr) qr.setAttribute("d", glance.qr.path);
  }

  // The server is away or has a fault: the page stays as it is, and asks less and less often.
  function later() {
    clearTimeout(again);
    again = setTimeout(fetchPage, Math.min(AGAIN_MILLIS * 2 ** failures, LONGEST_MILLIS));
    failures++;
  }

  // The page as it is now; nothing while the server is away.
  async function load() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.status >= 500) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("main") ? page : null;
  }

  const wantsCode = (page) =>
    !refused && !document.hidden && page.getElementById("choose") && page.getElementById("main").hasAttribute("data-renew");

  // Nobody scanned the code in BankID's thirty seconds: the next one takes its place, with no page
  // in between. Refused once, it waits for a press.
  async function renewed(page) {
    if (!wantsCode(page)) return page;
    const form = new URLSearchParams({ device: "other", renewed: "true" });
    const answer = await fetch(page.getElementById("choose").action, { method: "POST", body: form });
    refused = !answer.ok;
    return load();
  }

  // The server writes every page; the script only puts a new one in place of the old one.
  async function fetchPage() {
    if (busy) return;
    busy = true;
    clearTimeout(again);
    again = 0;
    try {
      const loaded = await load();
      const page = loaded && (await renewed(loaded));
      if (!page) return later();
      failures = 0;
      main().replaceWith(document.adoptNode(page.getElementById("main")));
      document.title = page.title;
      const title = document.querySelector("main h1");
      if (title) title.focus();
      settle();
    } catch {
      later();
    } finally {
      busy = false;
    }
  }

  async function look() {
    const here = main();
    if (!here || !here.dataset.glance || document.hidden || again) return;
    try {
      const answer = await fetch(here.dataset.glance, { cache: "no-store" });
      if (answer.ok) show(await answer.json());
      else fetchPage();
    } catch {
      // The connection is away; it is asked again soon.
    }
  }

  function stop() {
    if (source) source.close();
    source = null;
    clearInterval(quiet);
  }

  function follow() {
    stop();
    const here = main();
    if (!here || !here.dataset.events || here.dataset.step === "SIGNED" || document.hidden) return;
    let heard = Date.now();
    source = new EventSource(here.dataset.events);
    source.addEventListener("glance", (event) => {
      heard = Date.now();
      show(JSON.parse(event.data));
    });
    // Something on the way may hold events back: then the page asks by itself.
    const waits = here.dataset.step === "CHOOSE" || here.dataset.step === "ENDED" ? 15000 : QUIET_MILLIS;
    quiet = setInterval(() => {
      if (Date.now() - heard > waits) look();
    }, 1500);
  }

  // What a page needs once it is in place.
  function settle() {
    follow();
    const launch = document.getElementById("launch");
    if (launch) {
      // An iPad says that it is a Mac.
      if (navigator.maxTouchPoints > 1 && /Mac/.test(navigator.platform)) {
        launch.href = launch.href.replace(/^bankid:\/\/\//, "https://app.bankid.com/");
      } else if (launch.hasAttribute("data-desktop") && launch.href.startsWith("bankid:")) {
        // On a computer the app opens without a press; once for each order.
        if (!launched(launch)) {
          launching(launch);
          location.assign(launch.href);
        }
      }
    }
    if (main() && wantsCode(document)) fetchPage();
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
    } else if (button) {
      button.setAttribute("aria-disabled", "true");
    }
  });
  document.addEventListener("click", (event) => {
    const launch = event.target.closest("#launch");
    if (launch) {
      launching(launch);
      tell();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stop();
    } else {
      look();
      settle();
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  settle();
})();
