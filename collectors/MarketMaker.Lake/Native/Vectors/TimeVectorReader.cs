namespace MarketMaker.Lake.Native.Vectors;

/// <summary>TIMESTAMP of every precision, with or without time zone: always UTC.</summary>
internal sealed unsafe class TimestampVectorReader(DuckDBLogicalType type) : ValueVectorReader<DateTime>(type)
{
    public override DateTime Read(long row)
    {
        long stored = ((long*)Data)[row];
        if (stored is long.MaxValue or -long.MaxValue)
            return stored > 0 ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        Int128 ticks = DateTime.UnixEpoch.Ticks + (Type.Type switch
        {
            DuckDBType.TimestampS => (Int128)stored * TimeSpan.TicksPerSecond,
            DuckDBType.TimestampMs => (Int128)stored * TimeSpan.TicksPerMillisecond,
            DuckDBType.TimestampNs => Floor(stored, 100),
            _ => (Int128)stored * TimeSpan.TicksPerMicrosecond,
        });
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, DateTimeKind.Utc)
            : throw new OverflowException($"A time of a {Type} column is outside the years 1 to 9999. Cast it to VARCHAR in the SQL.");
    }

    public override DateTime GetDateTime(long row) => Read(row);

    private static long Floor(long value, long divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}

/// <summary>DATE. As a DateTime it is the midnight, UTC, that begins the day.</summary>
internal sealed unsafe class DateVectorReader(DuckDBLogicalType type) : ValueVectorReader<DateOnly>(type)
{
    private static readonly int UnixEpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public override DateOnly Read(long row)
    {
        int days = ((int*)Data)[row];
        if (days is int.MaxValue or -int.MaxValue) return days > 0 ? DateOnly.MaxValue : DateOnly.MinValue;
        long day = UnixEpochDay + (long)days;
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw new OverflowException("A DATE is outside the years 1 to 9999. Cast it to VARCHAR in the SQL.");
    }

    public override DateTime GetDateTime(long row) => Read(row).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}

/// <summary>TIME of day.</summary>
internal sealed unsafe class TimeVectorReader(DuckDBLogicalType type) : ValueVectorReader<TimeOnly>(type)
{
    // DuckDB knows 24:00:00, TimeOnly ends one tick earlier.
    public override TimeOnly Read(long row) => new(Math.Min(((long*)Data)[row] * TimeSpan.TicksPerMicrosecond, TimeOnly.MaxValue.Ticks));
}

/// <summary>INTERVAL.</summary>
internal sealed unsafe class IntervalVectorReader(DuckDBLogicalType type) : ValueVectorReader<DuckDBInterval>(type)
{
    public override DuckDBInterval Read(long row) => ((DuckDBInterval*)Data)[row];
}
