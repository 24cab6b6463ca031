CREATE TABLE "market_ingest" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "feed" VARCHAR,
    "message_count" BIGINT,
    "gap_ms" DOUBLE,
    "reconnect" BOOLEAN,
    "resync" BOOLEAN,
    "dropped" BIGINT,
    "sequence_gap" BIGINT,
    "malformed_count" BIGINT,
    "unknown_channel_count" BIGINT,
    "crossed_book_count" BIGINT,
    "empty_book_count" BIGINT,
    "duplicate_trade_count" BIGINT,
    "late_trade_count" BIGINT,
    "time_backwards_count" BIGINT,
    "late_book_count" BIGINT,
    "mid_price" DECIMAL(18,8),
    "spread_bps" DOUBLE,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "market_ingest" IS 'Feed health per feed, symbol and minute: messages, gaps, and every kind of bad input counted; a count that an imported log does not keep is null.';
COMMENT ON COLUMN "market_ingest"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "market_ingest"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "market_ingest"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "market_ingest"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "market_ingest"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "market_ingest"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "market_ingest"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "market_ingest"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "market_ingest"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "market_ingest"."feed" IS 'Feed: the venue''s channel, such as bbo; tape where a line could not be assigned; null where an imported log does not name it.';
COMMENT ON COLUMN "market_ingest"."message_count" IS 'Messages taken in. [count]';
COMMENT ON COLUMN "market_ingest"."gap_ms" IS 'Longest silence between two messages in the interval, by receive time. [ms]';
COMMENT ON COLUMN "market_ingest"."reconnect" IS 'The feed came back after a silence longer than the reconnect threshold.';
COMMENT ON COLUMN "market_ingest"."resync" IS 'The book was rebuilt from a snapshot.';
COMMENT ON COLUMN "market_ingest"."dropped" IS 'Messages refused, all kinds together. [count]';
COMMENT ON COLUMN "market_ingest"."sequence_gap" IS 'Holes in the venue''s own numbering, where it has one. [count]';
COMMENT ON COLUMN "market_ingest"."malformed_count" IS 'Lines or messages that are not what they should be. [count]';
COMMENT ON COLUMN "market_ingest"."unknown_channel_count" IS 'Messages of a channel or symbol we do not know. [count]';
COMMENT ON COLUMN "market_ingest"."crossed_book_count" IS 'Books whose best bid is not below the best ask. [count]';
COMMENT ON COLUMN "market_ingest"."empty_book_count" IS 'Books with an empty side. [count]';
COMMENT ON COLUMN "market_ingest"."duplicate_trade_count" IS 'Trades seen before. [count]';
COMMENT ON COLUMN "market_ingest"."late_trade_count" IS 'Trades older than five seconds when received, such as the recent ones sent on subscribing: counted, not traded on. [count]';
COMMENT ON COLUMN "market_ingest"."time_backwards_count" IS 'Messages older than what we already had of the same feed. [count]';
COMMENT ON COLUMN "market_ingest"."late_book_count" IS 'Books received more than two seconds after their venue time: taken in, and old when they came. [count]';
COMMENT ON COLUMN "market_ingest"."mid_price" IS 'Mid price at the end of the interval. [quote per base]';
COMMENT ON COLUMN "market_ingest"."spread_bps" IS 'Market spread at the end of the interval. [bps]';
COMMENT ON COLUMN "market_ingest"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "market_ingest"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "market_ingest"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "market_ingest"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
