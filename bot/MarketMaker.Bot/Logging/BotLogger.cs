using MarketMaker.Bot.Journal;
using Serilog;
using Serilog.Core;

namespace MarketMaker.Bot.Logging;

/// <summary>Makes the bot's log: a CLEF file in <c>data/logs</c>, and the journal's <c>bot_log</c>.</summary>
internal static class BotLogger
{
    public static Logger Create(string dataDirectory, EventJournal<Schemas.Events.BotLog> journal) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .WriteTo.File(new ClefFormatter(), Path.Combine(dataDirectory, "logs", "bot-.clef"), rollingInterval: RollingInterval.Day, shared: false)
        .WriteTo.Sink(new BotLogSink(journal))
        .CreateLogger();
}
