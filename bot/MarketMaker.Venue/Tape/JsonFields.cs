using System.Text.Json;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Venue.Tape;

/// <summary>Values of JSON properties as the venues write them. Each reads the value after the property name the reader stands on.</summary>
internal static class JsonFields
{
    // Year 9999: a venue time beyond has no text form and would overflow in microseconds.
    private const long MaxUnixMs = 253_402_300_799_999;

    /// <summary>A decimal in quotes, in whole units of 10^-<paramref name="decimals"/>.</summary>
    public static bool TryUnits(scoped ref Utf8JsonReader reader, int decimals, out long units)
    {
        units = 0;
        return reader.Read() && reader.TokenType == JsonTokenType.String && DecimalText.TryParseExact(reader.ValueSpan, decimals, out units);
    }

    /// <summary>A whole number.</summary>
    public static bool TryInteger(scoped ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value);
    }

    /// <summary>Milliseconds since 1970, after 1970.</summary>
    public static bool TryTime(scoped ref Utf8JsonReader reader, out UtcMicros time)
    {
        time = default;
        if (!TryInteger(ref reader, out long unixMs) || unixMs is <= 0 or > MaxUnixMs) return false;
        time = UtcMicros.FromUnixMs(unixMs);
        return true;
    }

    /// <summary>A text; the span lives as long as the line's bytes.</summary>
    public static bool TryText(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        bool isText = reader.Read() && reader.TokenType == JsonTokenType.String;
        text = isText ? reader.ValueSpan : default;
        return isText;
    }
}
