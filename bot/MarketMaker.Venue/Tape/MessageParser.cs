using System.Text.Json;
using MarketMaker.Schemas.Values;
using MarketMaker.Venue.Binance;
using MarketMaker.Venue.Hyperliquid;

namespace MarketMaker.Venue.Tape;

/// <summary>Bytes of a tape line or of a venue's push to a <see cref="ParsedMessage"/>, without allocation.</summary>
/// <remarks>
/// A tape line is <c>{"recv_ms":1757015216673.878,"msg":{…}}</c> with an optional <c>"venue"</c> (default <c>hyperliquid</c>); the order
/// of properties does not matter and unknown ones are ignored. Nothing is handed on before the whole line is known to be good.
/// </remarks>
public static class MessageParser
{
    // The year 2262: later ones overflow in nanoseconds.
    private const long MaxReceiveUs = long.MaxValue / 1000;

    /// <summary>Parses one tape line.</summary>
    /// <returns>Never throws: whatever cannot be read is <see cref="MessageStatus.Malformed"/>.</returns>
    public static MessageStatus ParseLine(ReadOnlySpan<byte> line, SymbolTable symbols, ParsedMessage message)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(message);
        message.ResetContent();
        try
        {
            return ReadLine(line, symbols, message);
        }
        catch (JsonException)
        {
            // Utf8JsonReader has no other way to say that bytes are not JSON; such lines are rare and counted.
            return MessageStatus.Malformed;
        }
    }

    /// <summary>Parses one push as the venue's socket delivered it.</summary>
    /// <returns>Never throws: whatever cannot be read is <see cref="MessageStatus.Malformed"/>.</returns>
    public static MessageStatus ParsePush(VenueName venue, ReadOnlySpan<byte> push, UtcMicros receiveTime, SymbolTable symbols, ParsedMessage message)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(message);
        message.ResetContent();
        try
        {
            var reader = new Utf8JsonReader(push);
            if (!reader.Read()) return MessageStatus.Malformed;
            MessageStatus status = ReadPush(ref reader, push, venue, symbols, message);
            if (status == MessageStatus.Malformed || (!message.IsReadToEnd && reader.Read())) return MessageStatus.Malformed;
            SetReceiveTime(message, receiveTime);
            return status;
        }
        catch (JsonException)
        {
            return MessageStatus.Malformed;
        }
    }

    private static MessageStatus ReadLine(ReadOnlySpan<byte> line, SymbolTable symbols, ParsedMessage message)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return MessageStatus.Malformed;
        VenueName? venue = VenueName.Hyperliquid;
        VenueName? parsedAs = null;
        Utf8JsonReader push = default;
        MessageStatus status = MessageStatus.Malformed;
        long receiveUs = 0;
        bool hasPush = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("recv_ms"u8))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number) return MessageStatus.Malformed;
                if (!DecimalText.TryParseTruncated(reader.ValueSpan, 3, out receiveUs)) return MessageStatus.Malformed;
            }
            else if (name.SequenceEqual("venue"u8))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.String) return MessageStatus.Malformed;
                venue = VenueOf(reader.ValueSpan);
            }
            else if (name.SequenceEqual("msg"u8))
            {
                if (!reader.Read()) return MessageStatus.Malformed;
                push = reader;
                hasPush = true;
                parsedAs = venue;
                status = ReadPush(ref reader, line, venue, symbols, message);
                if (message.IsReadToEnd) break;
                if (status == MessageStatus.Malformed)
                {
                    // The venue's name may still follow, and with it another way to read: go on behind the push.
                    reader = push;
                    reader.Skip();
                }
            }
            else
            {
                reader.Skip();
            }
        }

        if (!message.IsReadToEnd && (reader.TokenType != JsonTokenType.EndObject || reader.Read())) return MessageStatus.Malformed;
        if (!hasPush || receiveUs <= 0 || receiveUs > MaxReceiveUs) return MessageStatus.Malformed;
        if (parsedAs != venue)
        {
            message.ResetContent();
            status = ReadPush(ref push, line, venue, symbols, message);
        }

        SetReceiveTime(message, new UtcMicros(receiveUs));
        return status;
    }

    private static void SetReceiveTime(ParsedMessage message, UtcMicros receiveTime)
    {
        message.Event.ReceiveTime = receiveTime;
        message.Event.MonoNs = receiveTime.Value * 1000;
        if (!message.HasVenueTime) message.Event.VenueTime = receiveTime;
    }

    private static MessageStatus ReadPush(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, VenueName? venue, SymbolTable symbols, ParsedMessage message)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return MessageStatus.Malformed;
        switch (venue)
        {
            case VenueName.Hyperliquid:
                return HyperliquidPush.Read(ref reader, bytes, symbols, message);
            case VenueName.Binance:
                return BinancePush.Read(ref reader, symbols, message);
            default:
                reader.Skip();
                return MessageStatus.Unknown;
        }
    }

    private static VenueName? VenueOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("hyperliquid"u8) ? VenueName.Hyperliquid : name.SequenceEqual("binance"u8) ? VenueName.Binance : null;
}
