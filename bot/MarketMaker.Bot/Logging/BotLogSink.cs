using MarketMaker.Bot.Journal;
using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Values;
using Serilog.Core;
using Serilog.Events;

namespace MarketMaker.Bot.Logging;

/// <summary>Takes the operational log into the journal too, as the stream <c>bot_log</c>, so that it reaches the lake.</summary>
/// <remarks>Its times are the wall clock's: the stream goes on after a restart and stands outside of the journal's hash.</remarks>
internal sealed class BotLogSink(EventJournal<BotLog> journal) : ILogEventSink
{
    private const string SourceProperty = "SourceContext";

    private readonly Lock _oneProducer = new(); // the journal's ring takes events from one thread at a time

    public void Emit(LogEvent logEvent)
    {
        lock (_oneProducer)
        {
            journal.Emit(new BotLog
            {
                Envelope = new Envelope { Time = UtcMicros.From(logEvent.Timestamp) },
                Level = (LogLevel)logEvent.Level,
                Template = logEvent.MessageTemplate.Text,
                Message = logEvent.RenderMessage(),
                Exception = logEvent.Exception?.ToString(),
                Source = logEvent.Properties.GetValueOrDefault(SourceProperty) is ScalarValue { Value: string source } ? source : null,
            });
        }
    }
}
