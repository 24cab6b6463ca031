using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Hyperliquid;

/// <summary>Reads the levels of a book in the one form the venue sends, without a tokenizer: a book has 240 JSON tokens, and they cost more than all else.</summary>
/// <remarks>
/// <c>[[{"px":"…","sz":"…","n":1},…],[…]]</c> with or without <c>n</c>, without spaces, followed by closing braces only. Anything else, sound or not, is
/// left to <see cref="System.Text.Json.Utf8JsonReader"/>, so what is refused is decided in one place.
/// </remarks>
internal static class CompactLevels
{
    /// <summary>Reads both sides.</summary>
    /// <param name="text">The message from the first bracket to its end.</param>
    /// <param name="depth">Objects open around the levels; exactly so many braces must follow.</param>
    /// <returns>True when everything to the end of the message was read; false when the long way must be taken.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, int depth, Instrument instrument, ref BookSide bids, ref BookSide asks)
    {
        bids.Clear();
        asks.Clear();
        return TryPass(ref text, "["u8)
            && TryReadSide(ref text, instrument, ref bids, descending: true)
            && TryPass(ref text, ","u8)
            && TryReadSide(ref text, instrument, ref asks, descending: false)
            && TryPass(ref text, "]"u8)
            && text.Length == depth
            && text.IndexOfAnyExcept((byte)'}') < 0;
    }

    private static bool TryReadSide(ref ReadOnlySpan<byte> text, Instrument instrument, ref BookSide side, bool descending)
    {
        if (!TryPass(ref text, "["u8)) return false;
        if (TryPass(ref text, "]"u8)) return true;
        long last = 0;
        do
        {
            if (!TryPass(ref text, "{\"px\":\""u8) || !TryReadUnits(ref text, instrument.PriceDecimals, out long priceTicks)) return false;
            if (!TryPass(ref text, ",\"sz\":\""u8) || !TryReadUnits(ref text, instrument.SizeDecimals, out long sizeLots)) return false;
            if (TryPass(ref text, ",\"n\":"u8) && !TryPassNumber(ref text)) return false;
            if (!TryPass(ref text, "}"u8)) return false;
            if (last != 0 && (descending ? priceTicks >= last : priceTicks <= last)) return false;
            last = priceTicks;
            side.TryAdd(new Level(priceTicks, sizeLots));
        }
        while (TryPass(ref text, ","u8));
        return TryPass(ref text, "]"u8);
    }

    // Up to and with the closing quote; only positive numbers.
    private static bool TryReadUnits(ref ReadOnlySpan<byte> text, int decimals, out long units)
    {
        units = 0;
        int end = 0;
        while (end < text.Length && text[end] != '"') end++;
        if (end == text.Length || !DecimalText.TryParseExact(text[..end], decimals, out units) || units == 0) return false;
        text = text[(end + 1)..];
        return true;
    }

    private static bool TryPassNumber(ref ReadOnlySpan<byte> text)
    {
        int end = 0;
        while (end < text.Length && (uint)(text[end] - '0') <= 9) end++;
        // JSON knows no leading zeros.
        if (end == 0 || (end > 1 && text[0] == '0')) return false;
        text = text[end..];
        return true;
    }

    private static bool TryPass(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> expected)
    {
        if (!text.StartsWith(expected)) return false;
        text = text[expected.Length..];
        return true;
    }
}
