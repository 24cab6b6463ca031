using System.Globalization;

namespace MarketMaker.Schemas.Values;

/// <summary>A UTC instant in whole microseconds since 1970-01-01T00:00:00Z: the one clock reading of every event.</summary>
/// <remarks>Ranges over 1970 … 9999; written as <c>2025-09-04T19:46:56.673878Z</c>. Immutable and free of allocation.</remarks>
public readonly record struct UtcMicros(long Value) : IComparable<UtcMicros>
{
    /// <summary>Microseconds in one second.</summary>
    public const long PerSecond = 1_000_000;

    /// <summary>Characters of the text form.</summary>
    public const int TextLength = 27;

    /// <summary>Largest instant that has a text form: 9999-12-31T23:59:59.999999Z.</summary>
    public static UtcMicros MaxValue { get; } = new(253_402_300_799_999_999);

    /// <summary>From the milliseconds that venues send.</summary>
    public static UtcMicros FromUnixMs(long unixMs) => new(unixMs * 1000);

    /// <summary>From a <see cref="DateTimeOffset"/>; finer than a microsecond is cut off.</summary>
    public static UtcMicros From(DateTimeOffset time) => new((time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>The same instant as a <see cref="DateTimeOffset"/> with offset zero.</summary>
    public DateTimeOffset ToDateTimeOffset() => new(DateTime.UnixEpoch.Ticks + (Value * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The UTC calendar day: the partition an event belongs to.</summary>
    public DateOnly ToUtcDate() => DateOnly.FromDateTime(ToDateTimeOffset().UtcDateTime);

    /// <summary>Elapsed microseconds between two instants.</summary>
    public static long operator -(UtcMicros left, UtcMicros right) => left.Value - right.Value;

    /// <summary>The instant <paramref name="elapsedUs"/> later.</summary>
    public static UtcMicros operator +(UtcMicros time, long elapsedUs) => new(time.Value + elapsedUs);

    public static bool operator <(UtcMicros left, UtcMicros right) => left.Value < right.Value;

    public static bool operator >(UtcMicros left, UtcMicros right) => left.Value > right.Value;

    public static bool operator <=(UtcMicros left, UtcMicros right) => left.Value <= right.Value;

    public static bool operator >=(UtcMicros left, UtcMicros right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(UtcMicros other) => Value.CompareTo(other.Value);

    /// <summary>Reads the text form, with 0 to 9 fractional digits and <c>Z</c> or an offset; false when it is anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out UtcMicros time) => UtcMicrosText.TryParse(utf8, out time);

    /// <summary>Writes the 27 bytes of the text form.</summary>
    /// <returns>False when <paramref name="utf8"/> is shorter than <see cref="TextLength"/> or the year is outside 1970 … 9999.</returns>
    public bool TryFormat(Span<byte> utf8) => UtcMicrosText.TryFormat(this, utf8);

    /// <inheritdoc/>
    public override string ToString() => ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
