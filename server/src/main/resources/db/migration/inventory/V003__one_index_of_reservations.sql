-- Nothing asks for the live reservations of a SKU: the counter on its stock row says how many there are, and the audit
-- reads them all. Without this index ending a reservation moves no index entry either.
DROP INDEX inventory.reservation_live;
