using MarketMaker.Schemas.Events;
using MarketMaker.Schemas.Market;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

/// <summary>Keeps everything it is handed.</summary>
internal sealed class RecordingSink : IMarketSink
{
    public List<MarketEvent> Events { get; } = [];

    public List<MarketIngest> Ingests { get; } = [];

    public void OnMarket(in MarketEvent market) => Events.Add(market);

    public void OnIngest(in MarketIngest ingest) => Ingests.Add(ingest);
}

/// <summary>Counts what it is handed; keeps and allocates nothing.</summary>
internal sealed class CountingSink : IMarketSink
{
    public List<MarketIngest>? Ingests { get; init; }

    public long EventCount { get; private set; }

    public long IngestMessages { get; private set; }

    public long IngestDropped { get; private set; }

    public void OnMarket(in MarketEvent market) => EventCount++;

    public void OnIngest(in MarketIngest ingest)
    {
        Ingests?.Add(ingest);
        IngestMessages += ingest.MessageCount ?? 0;
        IngestDropped += ingest.Dropped ?? 0;
    }
}
