using MarketMaker.Schemas.Events;

namespace MarketMaker.Strategy;

/// <summary>Takes what the strategy reports. Called on the thread that feeds the strategy; must not block or keep the references.</summary>
public interface IStrategyEvents
{
    /// <summary>Events the journal has lost since the start.</summary>
    long DroppedEvents { get; }

    /// <summary>Events waiting for the journal; null where that depends on chance, as in replay.</summary>
    int? QueueDepth { get; }

    /// <summary>How the journal fares; null where that depends on chance, as in replay.</summary>
    JournalState? JournalState { get; }

    /// <summary>Writes of the journal that failed since the start; null as above.</summary>
    long? JournalFailures { get; }

    void Emit(in OrderIntent source);

    void Emit(in OrderEvent source);

    void Emit(in Schemas.Events.Execution source);

    void Emit(in Cost source);

    void Emit(in HealthSnapshot source);
}
