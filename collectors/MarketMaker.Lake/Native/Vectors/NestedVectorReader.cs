using System.Collections;

namespace MarketMaker.Lake.Native.Vectors;

/// <summary>LIST: a <c>List&lt;T&gt;</c> of the item's type, nullable for value types.</summary>
internal sealed unsafe class ListVectorReader(DuckDBLogicalType type) : ObjectVectorReader<IList>(type)
{
    private readonly VectorReader _items = VectorReaders.For(type.Fields[0].Type);

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        _items.Attach(NativeMethods.duckdb_list_vector_get_child(vector));
    }

    public override IList Read(long row)
    {
        NativeListEntry entry = ((NativeListEntry*)Data)[row];
        return _items.GetList((long)entry.Offset, (long)entry.Length);
    }
}

/// <summary>ARRAY of a fixed size: as LIST.</summary>
internal sealed class ArrayVectorReader(DuckDBLogicalType type) : ObjectVectorReader<IList>(type)
{
    private readonly VectorReader _items = VectorReaders.For(type.Fields[0].Type);

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        _items.Attach(NativeMethods.duckdb_array_vector_get_child(vector));
    }

    public override IList Read(long row) => _items.GetList(row * Type.ArraySize, Type.ArraySize);
}

/// <summary>STRUCT: a dictionary of its fields in their order, null where a field is null.</summary>
internal sealed class StructVectorReader(DuckDBLogicalType type) : ObjectVectorReader<Dictionary<string, object?>>(type)
{
    private readonly VectorReader[] _fields = [.. type.Fields.Select(f => VectorReaders.For(f.Type))];

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        for (int i = 0; i < _fields.Length; i++) _fields[i].Attach(NativeMethods.duckdb_struct_vector_get_child(vector, (ulong)i));
    }

    public override Dictionary<string, object?> Read(long row)
    {
        var values = new Dictionary<string, object?>(_fields.Length, StringComparer.Ordinal);
        for (int i = 0; i < _fields.Length; i++) values[Type.Fields[i].Name] = _fields[i].IsNull(row) ? null : _fields[i].GetObject(row);
        return values;
    }
}

/// <summary>MAP: stored as a list of key and value structs; a dictionary here.</summary>
internal sealed unsafe class MapVectorReader(DuckDBLogicalType type) : ObjectVectorReader<Dictionary<object, object?>>(type)
{
    private readonly VectorReader _keys = VectorReaders.For(type.Fields[0].Type);
    private readonly VectorReader _values = VectorReaders.For(type.Fields[1].Type);

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        nint entries = NativeMethods.duckdb_list_vector_get_child(vector);
        _keys.Attach(NativeMethods.duckdb_struct_vector_get_child(entries, 0));
        _values.Attach(NativeMethods.duckdb_struct_vector_get_child(entries, 1));
    }

    public override Dictionary<object, object?> Read(long row)
    {
        NativeListEntry entry = ((NativeListEntry*)Data)[row];
        var values = new Dictionary<object, object?>((int)entry.Length);
        for (long i = (long)entry.Offset; i < (long)(entry.Offset + entry.Length); i++)
            values[_keys.GetObject(i)] = _values.IsNull(i) ? null : _values.GetObject(i);
        return values;
    }
}
