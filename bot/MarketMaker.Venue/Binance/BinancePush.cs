using System.Text.Json;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Binance;

/// <summary>A Binance combined-stream push of the leading venue: <c>{"stream":"btcusdt@bookTicker","data":{u, s, b, B, a, A}}</c>.</summary>
/// <remarks>Futures add the transaction time <c>T</c> and the event time <c>E</c>; spot has no time, so the receive time stands for it.</remarks>
internal static class BinancePush
{
    /// <summary>Reads the object the reader stands on, to its end unless the result is <see cref="MessageStatus.Malformed"/>.</summary>
    public static MessageStatus Read(ref Utf8JsonReader reader, SymbolTable symbols, ParsedMessage message)
    {
        bool hasStream = false;
        bool isBookTicker = false;
        bool hasData = false;
        bool isAnswer = false;
        Utf8JsonReader data = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("stream"u8))
            {
                if (!JsonFields.TryText(ref reader, out ReadOnlySpan<byte> stream)) return MessageStatus.Malformed;
                hasStream = true;
                isBookTicker = stream.EndsWith("@bookTicker"u8);
            }
            else if (name.SequenceEqual("data"u8))
            {
                if (!reader.Read()) return MessageStatus.Malformed;
                data = reader;
                hasData = true;
                reader.Skip();
            }
            else if (name.SequenceEqual("result"u8))
            {
                isAnswer = true;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject) return MessageStatus.Malformed;
        // A subscription's answer is {"result":null,"id":1}.
        if (!hasStream || !hasData) return isAnswer ? MessageStatus.Control : MessageStatus.Malformed;
        return isBookTicker ? ReadBookTicker(ref data, symbols, message) : MessageStatus.Unknown;
    }

    private static MessageStatus ReadBookTicker(ref Utf8JsonReader reader, SymbolTable symbols, ParsedMessage message)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return MessageStatus.Malformed;
        ReadOnlySpan<byte> symbol = default;
        ReadOnlySpan<byte> bid = default;
        ReadOnlySpan<byte> bidSize = default;
        ReadOnlySpan<byte> ask = default;
        ReadOnlySpan<byte> askSize = default;
        UtcMicros eventTime = default;
        UtcMicros transactionTime = default;
        long updateId = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isGood = true;
            switch (name.Length == 1 ? name[0] : default)
            {
                case (byte)'s': isGood = JsonFields.TryText(ref reader, out symbol); break;
                case (byte)'b': isGood = JsonFields.TryText(ref reader, out bid); break;
                case (byte)'B': isGood = JsonFields.TryText(ref reader, out bidSize); break;
                case (byte)'a': isGood = JsonFields.TryText(ref reader, out ask); break;
                case (byte)'A': isGood = JsonFields.TryText(ref reader, out askSize); break;
                case (byte)'u': isGood = JsonFields.TryInteger(ref reader, out updateId) && updateId >= 0; break;
                case (byte)'E': isGood = JsonFields.TryTime(ref reader, out eventTime); break;
                case (byte)'T': isGood = JsonFields.TryTime(ref reader, out transactionTime); break;
                default: reader.Skip(); break;
            }

            if (!isGood) return MessageStatus.Malformed;
        }

        if (reader.TokenType != JsonTokenType.EndObject || symbol.IsEmpty) return MessageStatus.Malformed;
        if (!symbols.TryFind(VenueName.Binance, symbol, out int index)) return MessageStatus.Unknown;
        if (!TryAdd(bid, bidSize, symbols[index], ref message.Event.Bids) || !TryAdd(ask, askSize, symbols[index], ref message.Event.Asks))
            return MessageStatus.Malformed;
        message.Channel = FeedChannel.BookTicker;
        message.Event.Kind = MarketEventKind.Bbo;
        message.Event.InstrumentIndex = index;
        message.Event.VenueSequence = updateId;
        message.Event.VenueTime = transactionTime.Value != 0 ? transactionTime : eventTime;
        message.HasVenueTime = message.Event.VenueTime.Value != 0;
        return MessageStatus.Data;
    }

    // An empty side is written as zeros; it stays empty here and is counted later.
    private static bool TryAdd(ReadOnlySpan<byte> price, ReadOnlySpan<byte> size, Instrument instrument, ref BookSide side)
    {
        if (!DecimalText.TryParseExact(price, instrument.PriceDecimals, out long priceTicks)) return false;
        if (!DecimalText.TryParseExact(size, instrument.SizeDecimals, out long sizeLots)) return false;
        if (priceTicks > 0 && sizeLots > 0) side.TryAdd(new Level(priceTicks, sizeLots));
        return true;
    }
}
