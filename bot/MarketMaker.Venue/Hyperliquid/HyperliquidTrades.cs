using System.Text.Json;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Hyperliquid;

/// <summary>Data of <c>trades</c>: an array of <c>{coin, side (B = buyer crossed, A = seller crossed), px, sz, time, tid, users [buyer, seller]}</c>.</summary>
/// <remarks>A trade without <c>users</c>, or with something else there, is a trade between unknown accounts.</remarks>
internal static class HyperliquidTrades
{
    public static MessageStatus Read(ref Utf8JsonReader reader, SymbolTable symbols, ParsedMessage message)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return MessageStatus.Malformed;
        bool isAnyKnown = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (!TryReadTrade(ref reader, symbols, out ParsedTrade trade)) return MessageStatus.Malformed;
            message.AddTrade(trade);
            if (trade.InstrumentIndex < 0) continue;
            isAnyKnown = true;
            message.Event.InstrumentIndex = trade.InstrumentIndex;
            message.Event.VenueTime = message.HasVenueTime && message.Event.VenueTime > trade.VenueTime ? message.Event.VenueTime : trade.VenueTime;
            message.HasVenueTime = true;
        }

        if (reader.TokenType != JsonTokenType.EndArray || message.TradeCount == 0) return MessageStatus.Malformed;
        message.Channel = FeedChannel.Trades;
        message.Event.Kind = MarketEventKind.Trade;
        return isAnyKnown ? MessageStatus.Data : MessageStatus.Unknown;
    }

    private static bool TryReadTrade(ref Utf8JsonReader reader, SymbolTable symbols, out ParsedTrade trade)
    {
        trade = default;
        ReadOnlySpan<byte> coin = default;
        ReadOnlySpan<byte> price = default;
        ReadOnlySpan<byte> size = default;
        TradeSide? side = null;
        UtcMicros time = default;
        long tradeId = -1;
        AccountAddress buyer = default;
        AccountAddress seller = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isGood = true;
            if (name.SequenceEqual("coin"u8)) isGood = JsonFields.TryText(ref reader, out coin);
            else if (name.SequenceEqual("px"u8)) isGood = JsonFields.TryText(ref reader, out price);
            else if (name.SequenceEqual("sz"u8)) isGood = JsonFields.TryText(ref reader, out size);
            else if (name.SequenceEqual("time"u8)) isGood = JsonFields.TryTime(ref reader, out time);
            else if (name.SequenceEqual("tid"u8)) isGood = JsonFields.TryInteger(ref reader, out tradeId) && tradeId >= 0;
            else if (name.SequenceEqual("side"u8)) isGood = TrySide(ref reader, out side);
            else if (name.SequenceEqual("users"u8)) isGood = TryUsers(ref reader, out buyer, out seller);
            else reader.Skip();
            if (!isGood) return false;
        }

        if (reader.TokenType != JsonTokenType.EndObject || coin.IsEmpty || side is null || time.Value == 0 || tradeId < 0) return false;
        if (!symbols.TryFind(VenueName.Hyperliquid, coin, out int index))
        {
            trade = new ParsedTrade(-1, time, default);
            return true;
        }

        Instrument instrument = symbols[index];
        if (!DecimalText.TryParseExact(price, instrument.PriceDecimals, out long priceTicks) || priceTicks == 0) return false;
        if (!DecimalText.TryParseExact(size, instrument.SizeDecimals, out long sizeLots) || sizeLots == 0) return false;
        trade = new ParsedTrade(index, time, new PublicTrade(priceTicks, sizeLots, side.Value, tradeId) { Buyer = buyer, Seller = seller });
        return true;
    }

    // False only when the JSON ends within: who traded decides nothing, so a strange value costs the names and not the trade.
    private static bool TryUsers(ref Utf8JsonReader reader, out AccountAddress buyer, out AccountAddress seller)
    {
        buyer = seller = default;
        if (!reader.Read()) return false;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return true;
        }

        int count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (reader.TokenType != JsonTokenType.String || !AccountAddress.TryParse(reader.ValueSpan, out AccountAddress address))
            {
                address = default;
                reader.Skip(); // an object or array, if it is one
            }

            if (count == 0) buyer = address;
            else seller = address;
        }

        if (count != 2) buyer = seller = default;
        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TrySide(ref Utf8JsonReader reader, out TradeSide? side)
    {
        side = null;
        if (!JsonFields.TryText(ref reader, out ReadOnlySpan<byte> text)) return false;
        if (text.SequenceEqual("B"u8)) side = TradeSide.Buy;
        else if (text.SequenceEqual("A"u8)) side = TradeSide.Sell;
        return side is not null;
    }
}
