using System.Buffers.Text;
using System.Text.Json;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Hyperliquid;

/// <summary>Data of <c>activeAssetCtx</c>: <c>{coin, ctx:{funding, openInterest, oraclePx, premium, …}}</c>. It carries no time of its own.</summary>
internal static class HyperliquidAssetContext
{
    // "funding" is the rate of the next hourly payment, an eighth of the eight-hour rate.
    private const int PaymentsPer8h = 8;

    public static MessageStatus Read(ref Utf8JsonReader reader, SymbolTable symbols, ParsedMessage message)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return MessageStatus.Malformed;
        Instrument? instrument = null;
        bool hasCoin = false;
        bool hasContext = false;
        Utf8JsonReader context = default;
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
            else if (name.SequenceEqual("ctx"u8))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return MessageStatus.Malformed;
                context = reader;
                hasContext = true;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || !hasCoin || !hasContext) return MessageStatus.Malformed;
        if (instrument is null) return MessageStatus.Unknown;
        if (!TryReadContext(ref context, instrument, ref message.Event)) return MessageStatus.Malformed;
        message.Channel = FeedChannel.ActiveAssetCtx;
        message.Event.Kind = MarketEventKind.AssetContext;
        return MessageStatus.Data;
    }

    private static bool TryReadContext(ref Utf8JsonReader reader, Instrument instrument, ref MarketEvent market)
    {
        bool hasFunding = false;
        market.OpenInterestLots = 0;
        market.OraclePriceTicks = 0;
        market.PremiumRatio = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            bool isGood = true;
            if (name.SequenceEqual("funding"u8))
            {
                // Null is no rate: taking it for 0 would say that holding costs nothing.
                isGood = hasFunding = TryRatio(ref reader, out double hourly);
                market.FundingRate8h = hourly * PaymentsPer8h;
            }
            else if (name.SequenceEqual("premium"u8))
            {
                // The venue sends null for the premium of a market without a book.
                isGood = TryRatio(ref reader, out market.PremiumRatio) || reader.TokenType == JsonTokenType.Null;
            }
            else if (name.SequenceEqual("openInterest"u8))
            {
                isGood = TryCut(ref reader, instrument.SizeDecimals, out market.OpenInterestLots);
            }
            else if (name.SequenceEqual("oraclePx"u8))
            {
                isGood = TryCut(ref reader, instrument.PriceDecimals, out market.OraclePriceTicks);
            }
            else
            {
                reader.Skip();
            }

            if (!isGood) return false;
        }

        return hasFunding && reader.TokenType == JsonTokenType.EndObject;
    }

    // Averages of other venues' prices need not lie on this venue's grid: what is finer than a tick is cut off.
    private static bool TryCut(ref Utf8JsonReader reader, int decimals, out long units)
    {
        units = 0;
        return JsonFields.TryText(ref reader, out ReadOnlySpan<byte> text) && DecimalText.TryParseTruncated(text, decimals, out units);
    }

    private static bool TryRatio(ref Utf8JsonReader reader, out double ratio)
    {
        ratio = 0;
        return reader.Read()
            && reader.TokenType == JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out ratio, out int consumed)
            && consumed == reader.ValueSpan.Length
            && double.IsFinite(ratio);
    }
}
