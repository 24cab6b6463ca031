using System.Text.Json;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Hyperliquid;

/// <summary>
/// Data of <c>l2Book</c> (<c>coin, time, levels:[[bids],[asks]]</c>) and of <c>bbo</c> (<c>coin, time, bbo:[bid|null,ask|null]</c>);
/// a level is <c>{px, sz}</c> with an optional count of orders <c>n</c>.
/// </summary>
internal static class HyperliquidBook
{
    public static MessageStatus Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, FeedChannel channel, SymbolTable symbols, ParsedMessage message)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return MessageStatus.Malformed;
        Instrument? instrument = null;
        bool hasCoin = false;
        bool hasTime = false;
        bool hasLevels = false;
        Utf8JsonReader late = default;
        bool isLate = false;
        ReadOnlySpan<byte> levelsName = channel == FeedChannel.L2Book ? "levels"u8 : "bbo"u8;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("coin"u8))
            {
                if (!JsonFields.TryText(ref reader, out ReadOnlySpan<byte> coin)) return MessageStatus.Malformed;
                hasCoin = true;
                instrument = symbols.TryFind(VenueName.Hyperliquid, coin, out int index) ? symbols[index] : null;
                message.Event.InstrumentIndex = index;
            }
            else if (name.SequenceEqual("time"u8))
            {
                if (!JsonFields.TryTime(ref reader, out UtcMicros time)) return MessageStatus.Malformed;
                message.Event.VenueTime = time;
                hasTime = true;
            }
            else if (name.SequenceEqual(levelsName))
            {
                if (!reader.Read()) return MessageStatus.Malformed;
                hasLevels = true;
                if (hasTime && instrument is not null && channel == FeedChannel.L2Book && TryReadToEnd(ref reader, bytes, instrument, message))
                    return Complete(channel, message);
                isLate = instrument is null;
                if (isLate)
                {
                    late = reader;
                    reader.Skip();
                }
                else if (!TryReadSides(ref reader, instrument!, message))
                {
                    return MessageStatus.Malformed;
                }
            }
            else
            {
                reader.Skip();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || !hasCoin || !hasTime || !hasLevels) return MessageStatus.Malformed;
        if (instrument is null) return MessageStatus.Unknown;
        if (isLate && !TryReadSides(ref late, instrument, message)) return MessageStatus.Malformed;
        return Complete(channel, message);
    }

    private static MessageStatus Complete(FeedChannel channel, ParsedMessage message)
    {
        message.Channel = channel;
        message.HasVenueTime = true;
        message.Event.Kind = channel == FeedChannel.L2Book ? MarketEventKind.BookSnapshot : MarketEventKind.Bbo;
        return MessageStatus.Data;
    }

    private static bool TryReadToEnd(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, Instrument instrument, ParsedMessage message) =>
        message.IsReadToEnd = CompactLevels.TryRead(
            bytes[(int)reader.TokenStartIndex..], reader.CurrentDepth, instrument, ref message.Event.Bids, ref message.Event.Asks);

    // A side is an array of levels (l2Book), one level, or null when it is empty (bbo).
    private static bool TryReadSides(ref Utf8JsonReader reader, Instrument instrument, ParsedMessage message)
    {
        message.Event.Bids.Clear();
        message.Event.Asks.Clear();
        return reader.TokenType == JsonTokenType.StartArray
            && TryReadSide(ref reader, instrument, ref message.Event.Bids, descending: true)
            && TryReadSide(ref reader, instrument, ref message.Event.Asks, descending: false)
            && reader.Read()
            && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryReadSide(ref Utf8JsonReader reader, Instrument instrument, ref BookSide side, bool descending)
    {
        if (!reader.Read()) return false;
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            if (!TryReadLevel(ref reader, instrument, out Level only)) return false;
            side.TryAdd(only);
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray) return false;
        long last = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (!TryReadLevel(ref reader, instrument, out Level level)) return false;
            if (last != 0 && (descending ? level.PriceTicks >= last : level.PriceTicks <= last)) return false;
            last = level.PriceTicks;
            // Deeper than the event holds: checked, and not needed.
            side.TryAdd(level);
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryReadLevel(ref Utf8JsonReader reader, Instrument instrument, out Level level)
    {
        long priceTicks = 0;
        long sizeLots = 0;
        level = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("px"u8))
            {
                if (!JsonFields.TryUnits(ref reader, instrument.PriceDecimals, out priceTicks)) return false;
            }
            else if (name.SequenceEqual("sz"u8))
            {
                if (!JsonFields.TryUnits(ref reader, instrument.SizeDecimals, out sizeLots)) return false;
            }
            else
            {
                reader.Skip();
            }
        }

        level = new Level(priceTicks, sizeLots);
        return priceTicks > 0 && sizeLots > 0 && reader.TokenType == JsonTokenType.EndObject;
    }
}
