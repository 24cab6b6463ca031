using System.Text.Json;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Venue.Hyperliquid;

/// <summary>A Hyperliquid WebSocket push: <c>{"channel":…,"data":…}</c>, by channel to the reader of its data.</summary>
internal static class HyperliquidPush
{
    private enum Channel : byte
    {
        Missing,
        L2Book,
        Bbo,
        Trades,
        ActiveAssetCtx,
        Control,
        Unknown,
    }

    /// <summary>Reads the object the reader stands on, to its end unless the result is <see cref="MessageStatus.Malformed"/> or the message says that everything is read.</summary>
    /// <param name="reader">Stands on the object's beginning.</param>
    /// <param name="bytes">Everything that the reader reads.</param>
    /// <param name="symbols">The session's instruments.</param>
    /// <param name="message">Takes the content.</param>
    public static MessageStatus Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, SymbolTable symbols, ParsedMessage message)
    {
        Channel channel = Channel.Missing;
        Utf8JsonReader data = default;
        bool hasData = false;
        bool isRead = false;
        MessageStatus status = MessageStatus.Malformed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (name.SequenceEqual("channel"u8))
            {
                if (!JsonFields.TryText(ref reader, out ReadOnlySpan<byte> text)) return MessageStatus.Malformed;
                channel = ChannelOf(text);
            }
            else if (name.SequenceEqual("data"u8))
            {
                if (!reader.Read()) return MessageStatus.Malformed;
                data = reader;
                hasData = true;
                isRead = channel != Channel.Missing;
                if (isRead) status = ReadData(ref reader, bytes, channel, symbols, message);
                else reader.Skip();
                if (isRead && (status == MessageStatus.Malformed || message.IsReadToEnd)) return status;
            }
            else
            {
                reader.Skip();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject) return MessageStatus.Malformed;
        return channel switch
        {
            Channel.Control => MessageStatus.Control,
            Channel.Unknown => MessageStatus.Unknown,
            Channel.Missing => MessageStatus.Malformed,
            _ when isRead => status,
            _ when hasData => ReadData(ref data, bytes, channel, symbols, message),
            _ => MessageStatus.Malformed,
        };
    }

    private static MessageStatus ReadData(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, Channel channel, SymbolTable symbols, ParsedMessage message)
    {
        switch (channel)
        {
            case Channel.L2Book:
                return HyperliquidBook.Read(ref reader, bytes, FeedChannel.L2Book, symbols, message);
            case Channel.Bbo:
                return HyperliquidBook.Read(ref reader, bytes, FeedChannel.Bbo, symbols, message);
            case Channel.Trades:
                return HyperliquidTrades.Read(ref reader, symbols, message);
            case Channel.ActiveAssetCtx:
                return HyperliquidAssetContext.Read(ref reader, symbols, message);
            default:
                reader.Skip();
                return channel == Channel.Control ? MessageStatus.Control : MessageStatus.Unknown;
        }
    }

    private static Channel ChannelOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("bbo"u8)) return Channel.Bbo;
        if (name.SequenceEqual("l2Book"u8)) return Channel.L2Book;
        if (name.SequenceEqual("trades"u8)) return Channel.Trades;
        if (name.SequenceEqual("activeAssetCtx"u8)) return Channel.ActiveAssetCtx;
        return name.SequenceEqual("pong"u8) || name.SequenceEqual("subscriptionResponse"u8) ? Channel.Control : Channel.Unknown;
    }
}
