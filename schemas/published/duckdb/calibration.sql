CREATE TABLE "calibration" (
    "ts" TIMESTAMPTZ NOT NULL,
    "event_type" VARCHAR NOT NULL,
    "schema_v" INTEGER NOT NULL,
    "run_id" VARCHAR NOT NULL,
    "seq" BIGINT NOT NULL,
    "recv_t" TIMESTAMPTZ,
    "venue" VARCHAR,
    "symbol" VARCHAR,
    "ts_mono_ns" BIGINT,
    "a" DOUBLE,
    "b" DOUBLE,
    "pred_raw_bps" DOUBLE,
    "pred_cal_bps" DOUBLE,
    "band_bps" DOUBLE,
    "in_band" BOOLEAN,
    "realized_bps" DOUBLE,
    "horizon_ms" INTEGER,
    "nan_fields" VARCHAR[],
    "extra" MAP(VARCHAR, VARCHAR),
    "file_uuid" VARCHAR NOT NULL,
    "byte_offset" BIGINT NOT NULL
);
COMMENT ON TABLE "calibration" IS 'One calibrated prediction (a + b·raw), its band, and the move that followed.';
COMMENT ON COLUMN "calibration"."ts" IS 'Event time, UTC: exchange or replay time of what happened, not the time of writing.';
COMMENT ON COLUMN "calibration"."event_type" IS 'The stream''s name.';
COMMENT ON COLUMN "calibration"."schema_v" IS 'Version of the stream''s schema that the line was written with. [count]';
COMMENT ON COLUMN "calibration"."run_id" IS 'One start of one program (a UUIDv7 for our own).';
COMMENT ON COLUMN "calibration"."seq" IS 'Position in its run and stream, from 1, without holes: a hole is a loss that can be seen.';
COMMENT ON COLUMN "calibration"."recv_t" IS 'When we received what the event speaks of; null where there is no outside cause.';
COMMENT ON COLUMN "calibration"."venue" IS 'Venue, such as hyperliquid; null where meaningless.';
COMMENT ON COLUMN "calibration"."symbol" IS 'Instrument as the venue names it, such as BTC; null where meaningless.';
COMMENT ON COLUMN "calibration"."ts_mono_ns" IS 'Local monotonic clock at the event, nanoseconds; in replay it is the tape''s clock; null in imported logs, which have none. [ns]';
COMMENT ON COLUMN "calibration"."a" IS 'Intercept of the calibration. [bps]';
COMMENT ON COLUMN "calibration"."b" IS 'Slope of the calibration. [ratio]';
COMMENT ON COLUMN "calibration"."pred_raw_bps" IS 'Prediction before calibration. [bps]';
COMMENT ON COLUMN "calibration"."pred_cal_bps" IS 'Prediction after calibration. [bps]';
COMMENT ON COLUMN "calibration"."band_bps" IS 'Half width of the band. [bps]';
COMMENT ON COLUMN "calibration"."in_band" IS 'The prediction was inside the band.';
COMMENT ON COLUMN "calibration"."realized_bps" IS 'Move that followed over the horizon. [bps]';
COMMENT ON COLUMN "calibration"."horizon_ms" IS 'How far ahead it looks. [ms]';
COMMENT ON COLUMN "calibration"."nan_fields" IS 'Columns, and guards'' readings as guard_details.<guard>, that were NaN or infinite where the event was made, and are null here.';
COMMENT ON COLUMN "calibration"."extra" IS 'Fields of the line that the schema does not know, as JSON text: kept, counted, never dropped.';
COMMENT ON COLUMN "calibration"."file_uuid" IS 'File the line came from.';
COMMENT ON COLUMN "calibration"."byte_offset" IS 'Place of the line''s first byte in that file, uncompressed. [bytes]';
