-- Whether tabs came along from another spreadsheet that nobody has set up here; null: nobody has looked yet.
alter table spreadsheets add column has_copies boolean;

-- The tab a new report goes on with, in a copied spreadsheet: {report, spreadsheet, sheet} as its marks name them.
alter table reports add column takes_over jsonb;
