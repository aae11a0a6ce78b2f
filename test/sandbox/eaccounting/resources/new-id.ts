import { drawnId } from "../../kit/random.ts";

export function newId(): string {
  return drawnId();
}
