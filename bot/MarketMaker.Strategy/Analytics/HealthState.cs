using MarketMaker.Schemas.Events;

namespace MarketMaker.Strategy.Analytics;

/// <summary>What is reported at once when it changes.</summary>
internal readonly record struct HealthState(ExecutionMode Mode, bool IsStale, bool IsKilled, JournalState? Journal);
