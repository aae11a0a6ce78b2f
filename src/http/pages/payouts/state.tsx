/** The state of a payout, as a badge. */
import type { ListedPayout } from "../../../sync/contract/payouts.ts";
import { payoutState } from "../../usecases/vouchers/voucher-states.ts";
import type { Tone } from "../../words/state-text.ts";
import { useMessages } from "../frame/use-messages.ts";
import { Badge } from "../parts/ui.tsx";

const TONES: Readonly<Record<ReturnType<typeof payoutState>, Tone>> = {
  waiting: "quiet",
  "under-way": "busy",
  booked: "good",
  skipped: "quiet",
  attention: "bad",
};

export const State = ({ payout }: { readonly payout: ListedPayout }) => {
  const { t } = useMessages();
  const state = payoutState(payout);
  return <Badge word={{ text: t(`payouts.states.${state}`), tone: TONES[state] }} />;
};
