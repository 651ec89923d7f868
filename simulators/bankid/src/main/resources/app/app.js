"use strict";
(() => {
  // Of Skatteverket's published test series.
  const SOMEBODY_ELSE = ["199010102383", "199001012385"];
  const token = new URLSearchParams(location.search).get("autostarttoken");
  const list = document.getElementById("orders");
  const status = document.getElementById("status");
  const cards = new Map();
  let started = false;

  async function call(path, body) {
    const answer = await fetch(path, body && { method: "POST", body: JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error || answer.status);
    return said;
  }

  function card(order) {
    const made = document.getElementById("order").content.firstElementChild.cloneNode(true);
    made.querySelector("h2").textContent = order.relyingParty;
    made.querySelector("pre").textContent = order.text;
    made.querySelector("input").value = order.person ? order.person.personalNumber : SOMEBODY_ELSE[1];
    made.classList.toggle("chosen", order.autoStartToken === token);
    made.dataset.order = order.orderRef;
    made.addEventListener("click", (event) => {
      if (event.target.dataset.act) act(order, made, event.target.dataset.act);
    });
    return made;
  }

  async function act(order, made, what) {
    const buttons = made.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    const number = made.querySelector("input").value;
    const other = SOMEBODY_ELSE.find((one) => one !== number);
    const mine = order.autoStartToken === token && !order.opened && !started;
    const door = mine ? "/device/autostart" : "/device/opened";
    try {
      await call(door, {
        ...(mine ? { autoStartToken: token } : { orderRef: order.orderRef }),
        personalNumber: what === "other" ? other : number,
        action: what === "other" ? "sign" : what,
      });
      if (mine) started = true;
      const said = { sign: "Signed.", open: "Open in the app.", cancel: "Cancelled.", other: "Somebody else tried." };
      status.textContent = said[what];
      if (what !== "open" && order.autoStartToken === token && order.returnUrl) location.assign(order.returnUrl);
      await look();
    } catch (fault) {
      status.textContent = "That did not work: " + fault.message;
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  }

  async function look() {
    const orders = await call("/app/orders");
    const there = new Set(orders.map((order) => order.orderRef));
    for (const [ref, made] of cards) {
      if (!there.has(ref)) {
        made.remove();
        cards.delete(ref);
      }
    }
    for (const order of orders) {
      let made = cards.get(order.orderRef);
      if (!made) {
        made = card(order);
        cards.set(order.orderRef, made);
        list.prepend(made);
      }
      const who = order.person ? `To be signed by ${order.person.personalNumber}.` : "Several people may sign.";
      made.querySelector(".who").textContent = order.opened ? `${who} Open in an app.` : who;
      made.querySelector("[data-act=open]").hidden = order.opened;
    }
    if (orders.length === 0 && status.textContent === "") status.textContent = "Waiting for something to sign …";
    if (orders.length > 0 && status.textContent.startsWith("Waiting")) status.textContent = "";
  }

  const again = () => look().catch(() => {
    status.textContent = "The simulator does not answer.";
  }).finally(() => setTimeout(again, 1000));
  again();
})();
