// Whosaid, used through openapi-fetch with the types that openapi-typescript makes of its contract.

import createClient from "openapi-fetch";
import type { components, paths } from "./whosaid.js";

type Claim = components["schemas"]["Claim"];
type Problem = components["schemas"]["Problem"];

// Lists also come as CSV and NDJSON; naming the two types of JSON says that those are not asked for.
const whosaid = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: process.argv[2]!,
});

/** What was asked for; what went wrong comes as a Problem. */
function wanted<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

async function sendArticle(): Promise<Claim> {
  const body = {
    title: "Dam inspection delayed",
    text: 'The dam will stay shut, the regulator said.\n\n"We have no divers," one engineer told Reuters.',
    publisher: { name: "The Valley Courier" },
  };
  // sent again under its key, it is not stored again
  const params = { header: { "Idempotency-Key": "dam-1" } };
  const sent = wanted(await whosaid.POST("/v1/articles", { params, body }));
  const again = wanted(await whosaid.POST("/v1/articles", { params, body }));
  console.log("sent:", sent.title);
  console.log("sent again:", sent.id === again.id ? "the same article" : "another article");
  const asked = { path: { article_id: sent.id }, query: { relay: "Reuters" } };
  const page = wanted(await whosaid.GET("/v1/articles/{article_id}/claims", { params: asked }));
  return page.data[0]!;
}

async function pageThroughClaims(): Promise<void> {
  const claims: Claim[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 20, ...(cursor && { cursor }) };
    const page = wanted(await whosaid.GET("/v1/claims", { params: { query } }));
    claims.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  console.log("paged through:", claims.length, "claims");
}

async function streamClaims(): Promise<void> {
  const params = { path: { suffix: "ndjson" as const } };
  const body = wanted(await whosaid.GET("/v1/claims.{suffix}", { params, parseAs: "stream" }));
  const claims: Claim[] = [];
  let rest = "";
  for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
    const rows = (rest + piece).split("\n");
    rest = rows.pop()!;
    claims.push(...rows.map((row) => JSON.parse(row) as Claim));
  }
  console.log("streamed:", claims.length, "claims");
}

async function countOrigins(): Promise<void> {
  const query = { facet: ["origin_kind" as const], limit: 1 };
  const { facets } = wanted(await whosaid.GET("/v1/claims", { params: { query } }));
  const counts = facets?.origin_kind?.map(({ label, count }) => `${label} ${count}`);
  console.log("origins:", counts?.join(", "));
}

async function stateConfidence({ id }: Claim): Promise<void> {
  const path = { claim_id: id };
  const read = await whosaid.GET("/v1/claims/{claim_id}", { params: { path } });
  const header = { "If-Match": read.response.headers.get("ETag")! };
  const stated = { confidence: { score: 80, reason: "Two divers confirm it." } };
  const changed = await whosaid.PATCH("/v1/claims/{claim_id}", { params: { path, header }, body: stated });
  console.log("stated:", confidenceOf(wanted(changed)));
  const late = await whosaid.PATCH("/v1/claims/{claim_id}", { params: { path, header }, body: stated });
  console.log("with the old tag:", late.error?.status, late.error?.title);
  // null removes a field, leaving it out leaves it alone
  header["If-Match"] = changed.response.headers.get("ETag")!;
  const takenBack = { confidence: null };
  const again = await whosaid.PATCH("/v1/claims/{claim_id}", { params: { path, header }, body: takenBack });
  console.log("taken back:", confidenceOf(wanted(again)));
}

function confidenceOf({ confidence }: Claim): string {
  if (!confidence) return "none";
  const how = confidence.computed ? "computed" : "stated by a person";
  return `${confidence.score}, ${confidence.level}, ${how}`;
}

async function readProblem({ id }: Claim): Promise<void> {
  const params = { path: { claim_id: id }, header: { "If-Match": "*" } };
  const elsewhere = { quote: { type: "TextQuoteSelector" as const, exact: "We have many divers" } };
  const { error } = await whosaid.PATCH("/v1/claims/{claim_id}", { params, body: { fragments: [elsewhere] } });
  console.log("refused:", error?.status, error?.title);
  for (const { pointer, detail } of error?.errors ?? []) console.log(`  ${pointer}: ${detail}`);
}

async function assess({ id }: Claim): Promise<void> {
  const params = { path: { claim_id: id } };
  const opinion = {
    assessor: { kind: "person" as const, name: "Ida Marsh" },
    assessed_at: "2026-05-05T09:30:00Z",
    scale: "icd_203" as const,
    label: "likely",
  };
  const kept = wanted(await whosaid.POST("/v1/claims/{claim_id}/assessments", { params, body: opinion }));
  const band = kept.likelihood?.range;
  if (band) console.log("assessed:", `${kept.label}, that is ${band.low} to ${band.high} percent`);
}

async function readHistory({ id }: Claim): Promise<void> {
  const params = { path: { claim_id: id } };
  const history = wanted(await whosaid.GET("/v1/claims/{claim_id}/history", { params }));
  console.log("history:", history.data.map(({ action }) => action).join(", "));
}

const claim = await sendArticle();
await pageThroughClaims();
await streamClaims();
await countOrigins();
await stateConfidence(claim);
await readProblem(claim);
await assess(claim);
await readHistory(claim);
