using System.Collections;

namespace MarketMaker.Lake.Native.Vectors;

/// <summary>Reads one column of a data chunk. Attached to a vector per chunk; the chunk must outlive the reading.</summary>
internal abstract unsafe class VectorReader(DuckDBLogicalType type)
{
    private ulong* _validity;

    public DuckDBLogicalType Type { get; } = type;

    /// <summary>What <see cref="GetObject"/> returns.</summary>
    public abstract Type ClrType { get; }

    protected nint Vector { get; private set; }

    protected void* Data { get; private set; }

    /// <summary>Moves to the vector of the next chunk.</summary>
    public virtual void Attach(nint vector)
    {
        Vector = vector;
        Data = NativeMethods.duckdb_vector_get_data(vector);
        _validity = NativeMethods.duckdb_vector_get_validity(vector);
    }

    public bool IsNull(long row) => _validity != null && (_validity[row >> 6] & (1UL << (int)(row & 63))) == 0;

    /// <summary>The value of a row that is not null.</summary>
    public abstract object GetObject(long row);

    /// <summary>A typed list of consecutive rows: nullable items for value types.</summary>
    public abstract IList GetList(long offset, long count);

    public virtual bool GetBoolean(long row) => throw Mismatch("a Boolean");

    public virtual long GetInt64(long row) => throw Mismatch("an Int64");

    public virtual double GetDouble(long row) => throw Mismatch("a Double");

    public virtual decimal GetDecimal(long row) => throw Mismatch("a Decimal");

    public virtual string GetString(long row) => throw Mismatch("a String");

    public virtual ReadOnlySpan<byte> GetUtf8(long row) => throw Mismatch("UTF-8 text");

    public virtual DateTime GetDateTime(long row) => throw Mismatch("a DateTime");

    public virtual Guid GetGuid(long row) => throw Mismatch("a Guid");

    private InvalidCastException Mismatch(string wanted) => new($"A {Type} column cannot be read as {wanted}. Read it as {ClrType.Name} or cast it in the SQL.");
}

/// <summary>Reader of a column whose values are structs.</summary>
internal abstract class ValueVectorReader<T>(DuckDBLogicalType type) : VectorReader(type)
    where T : struct
{
    public override Type ClrType => typeof(T);

    public abstract T Read(long row);

    public override object GetObject(long row) => Read(row);

    public override IList GetList(long offset, long count)
    {
        var list = new List<T?>((int)count);
        for (long row = offset; row < offset + count; row++) list.Add(IsNull(row) ? null : Read(row));
        return list;
    }
}

/// <summary>Reader of a column whose values are objects.</summary>
internal abstract class ObjectVectorReader<T>(DuckDBLogicalType type) : VectorReader(type)
    where T : class
{
    public override Type ClrType => typeof(T);

    public abstract T Read(long row);

    public override object GetObject(long row) => Read(row);

    public override IList GetList(long offset, long count)
    {
        var list = new List<T?>((int)count);
        for (long row = offset; row < offset + count; row++) list.Add(IsNull(row) ? null : Read(row));
        return list;
    }
}
