/**
 * Customer labels (`/customerlabels`; scope ea:sales). A company's owner is told by a label, which
 * tells another deployment of this product to stop. Names aren't unique at the vendor, so such a
 * label is searched for before and after it is made.
 */
import { z } from "zod";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import { text } from "./body.ts";
import { table } from "./paging.ts";
import { afterWrite, guid, optionalText, readBody, request } from "./request.ts";

type CustomerLabel = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
};

const labelSchema = z
  .looseObject({ Id: guid, Name: z.string(), Description: optionalText })
  .transform((label): CustomerLabel => ({
    id: label.Id,
    name: label.Name,
    description: label.Description,
  }));

/** All labels: a company has few, and a filter might not work. */
export const customerLabels = table("/customerlabels", "customer-labels", labelSchema);

export const createCustomerLabel = (name: string, description: string): VendorRequest =>
  request("POST", "/customerlabels", "customer-labels", {
    body: { Name: text("Name", name, 50), Description: text("Description", description, 400) },
  });

export const readWrittenLabel = (answer: VendorAnswer): Result<CustomerLabel, Failure> =>
  afterWrite(readBody(labelSchema, answer));
