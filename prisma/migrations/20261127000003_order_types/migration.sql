-- Which promises an order has: those of its type, decided when it is handed in. Orders from before were promised as tailored.
ALTER TABLE "orders" ADD COLUMN "orderType" TEXT NOT NULL DEFAULT 'tailored';
ALTER TABLE orders ADD CONSTRAINT orders_type CHECK ("orderType" IN ('standard', 'tailored', 'express'));
