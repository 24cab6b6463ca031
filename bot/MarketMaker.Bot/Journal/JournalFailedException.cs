namespace MarketMaker.Bot.Journal;

/// <summary>The journal could not be written; the inner exception says why: mostly the disk, else an event that has no text.</summary>
public sealed class JournalFailedException(string message, Exception inner) : IOException(message, inner);
