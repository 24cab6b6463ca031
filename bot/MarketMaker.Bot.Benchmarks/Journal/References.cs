using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Bot.Benchmarks.Journal;

/// <summary>What the same machine does in the same minute with the framework's own writer, and with bytes that need no formatting at all.</summary>
internal static class References
{
    private const int BatchBytes = 1 << 18;

    /// <summary>Nanoseconds per event to write an order event with <see cref="Utf8JsonWriter"/>, names encoded beforehand, and append it to a file.</summary>
    public static double JsonWriterNs(string folder, int events)
    {
        OrderEvent[] orders = Samples.OrderEvents();
        var buffer = new ArrayBufferWriter<byte>(BatchBytes * 2);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        using FileStream file = Open(folder, "json");
        string runId = Guid.CreateVersion7().ToString();
        long start = 0;
        for (int i = -Samples.Count * 4; i < events; i++)
        {
            if (i == 0) start = Stopwatch.GetTimestamp();
            Write(json, in orders[(i + (Samples.Count * 4)) % Samples.Count], runId);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount < BatchBytes) continue;
            file.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / events;
    }

    /// <summary>Nanoseconds to copy so many ready bytes into a batch and append it to a file: what is left when formatting costs nothing.</summary>
    public static double CopyNs(string folder, int events, int bytesPerEvent)
    {
        byte[] line = new byte[bytesPerEvent];
        byte[] batch = new byte[BatchBytes];
        using FileStream file = Open(folder, "copy");
        int length = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < events; i++)
        {
            if (length + line.Length > batch.Length)
            {
                file.Write(batch, 0, length);
                length = 0;
            }

            line.CopyTo(batch, length);
            length += line.Length;
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / events;
    }

    private static FileStream Open(string folder, string name) =>
        new(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static void Write(Utf8JsonWriter json, in OrderEvent source, string runId)
    {
        Span<byte> time = stackalloc byte[UtcMicros.TextLength];
        source.Envelope.Time.TryFormat(time);
        json.WriteStartObject();
        json.WriteString("@t"u8, time);
        json.WriteString("event_type"u8, "order_event"u8);
        json.WriteNumber("schema_v"u8, 1);
        json.WriteString("run_id"u8, runId);
        json.WriteNumber("seq"u8, source.Envelope.Seq);
        json.WriteNull("recv_t"u8);
        json.WriteString("venue"u8, source.Envelope.Venue);
        json.WriteString("symbol"u8, source.Envelope.Symbol);
        json.WriteNumber("ts_mono_ns"u8, source.Envelope.TsMonoNs ?? 0);
        WriteId(json, "order_id"u8, source.OrderId);
        WriteId(json, "client_order_id"u8, source.ClientOrderId);
        WriteId(json, "intent_id"u8, source.IntentId ?? default);
        json.WriteString("action"u8, EnumNames<OrderAction>.Text(source.Action));
        json.WriteString("reason"u8, source.Reason);
        if (source.LatencyMs is { } latencyMs) json.WriteNumber("latency_ms"u8, Math.Round(latencyMs, 3));
        else json.WriteNull("latency_ms"u8);
        json.WriteString("side"u8, EnumNames<QuoteSide>.Text(source.Side));
        json.WriteNumber("price"u8, source.Price);
        json.WriteNumber("size"u8, source.Size);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, EntityId id)
    {
        Span<char> text = stackalloc char[24];
        text[0] = (char)id.Kind;
        id.Number.TryFormat(text[1..], out int written, provider: CultureInfo.InvariantCulture);
        json.WriteString(name, text[..(written + 1)]);
    }
}
