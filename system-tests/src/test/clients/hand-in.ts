// A vendor's program on a client that openapi-typescript makes of intake's contract.
import createClient from "openapi-fetch";
import type { components, paths } from "./intake.js";

declare const process: { argv: string[] };

const [address, key, tenant, organisationNumber, id] = process.argv.slice(2) as [
  string, string, string, string, string,
];
const intake = createClient<paths>({
  baseUrl: address,
  headers: { Authorization: `Bearer ${key}` },
});

const report: components["schemas"]["TimeReport"] = {
  id,
  month: "2026-11",
  assistedPerson: { personalNumber: "189001019802", givenName: "Åsa", surname: "Provberg" },
  assistant: {
    personalNumber: "189001029819",
    givenName: "Örjan",
    surname: "Testlund",
    collectiveAgreement: true,
  },
  provider: { organisationNumber, employsAssistant: true },
  timeReport: { rows: [{ day: 3, from: "07.30", to: "16.00", kind: "ACTIVE" }] },
  providerPhone: "0901234567",
};

function handIn(document: components["schemas"]["TimeReport"], idempotencyKey: string) {
  return intake.POST("/v1/submissions", {
    params: { header: { "Idempotency-Key": idempotencyKey, "Sluss-Tenant": tenant } },
    body: { service: "ELT", document },
  });
}

const first = await handIn(report, `${id}-1`);
if (first.data === undefined) {
  throw new Error(`${first.error.code}: ${first.error.detail}`);
}
const seen = await intake.GET("/v1/submissions/{id}", { params: { path: { id: first.data.id } } });
const other = await handIn({ ...report, month: "2026-10" }, `${id}-2`);

const state: components["schemas"]["State"] | undefined = seen.data?.history[0]?.state;
console.log(JSON.stringify({ id: first.data.id, state, refusal: other.error?.code }));
