// Banks and the company's own accounts with them: a cheque account, a wallet for card money, a till, gift
// cards, and one in another currency.
import type { Company } from "../company.ts";
import { seedId } from "../ids.ts";

const BANKS = ["Swedbank", "SEB", "Handelsbanken"];
const CASH = 2;

export function seedBanks(company: Company, at: number, stamp: string): void {
  const { roles, accounts, currency, foreignCurrency } = company.plan;
  const own = [
    { english: "Business account", type: 1, ledger: roles.bank, currency, bban: "12345678" },
    { english: "Card payments", type: 5, ledger: roles.cardMoney, currency, bban: "87654321" },
    { english: "Till", type: CASH, ledger: roles.till, currency, bban: null },
    { english: "Gift cards", type: CASH, ledger: roles.giftCards, currency, bban: null },
    {
      english: "Currency account",
      type: 4,
      ledger: roles.currencyBank,
      currency: foreignCurrency,
      bban: "11223344",
    },
  ];
  for (const name of BANKS)
    company.banks.commit({ Id: seedId(company.name, "bank", name), Name: name }, at);
  for (const one of own) {
    company.bankAccounts.commit(
      {
        Id: seedId(company.name, "bankaccount", String(one.ledger)),
        Name: accounts[one.ledger]?.name ?? one.english,
        NameEnglish: one.english,
        BankAccountType: one.type,
        LedgerAccountNumber: one.ledger,
        CurrencyCode: one.currency,
        Bank: one.type === CASH ? null : seedId(company.name, "bank", "Swedbank"),
        Bban: one.bban,
        Iban: null,
        IsActive: true,
        IsDefaultChequeAccount: one.type === 1,
        HasActiveBankAgreement: false,
        BankAccountHolderName: null,
        ModifiedUtc: stamp,
      },
      at,
    );
  }
}
