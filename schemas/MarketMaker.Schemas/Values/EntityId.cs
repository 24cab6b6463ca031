namespace MarketMaker.Schemas.Values;

/// <summary>What an <see cref="EntityId"/> counts; the value is the first letter of its text.</summary>
public enum EntityKind : byte
{
    Intent = (byte)'i',
    Order = (byte)'o',
    ClientOrder = (byte)'c',
    Fill = (byte)'f',
    Trade = (byte)'t',
}

/// <summary>Identity of a decision, order, fill or trade within one run: a letter and a counter from 1, such as <c>i42</c>.</summary>
/// <remarks>
/// Counters, not random ids, so the same tape gives the same journal. Unique together with <c>run_id</c>: joins use both.
/// The default value (number 0) means "none" and is written as null.
/// </remarks>
public readonly record struct EntityId(EntityKind Kind, long Number)
{
    /// <summary>True unless this is the default, which stands for "no such thing".</summary>
    public bool IsPresent => Number > 0;

    /// <inheritdoc/>
    public override string ToString() => IsPresent ? $"{(char)Kind}{Number}" : "";
}
