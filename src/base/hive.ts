/** What stands for no value in the name of a folder that is a partition, by Hive's convention. */
export const hiveNoValue = '__HIVE_DEFAULT_PARTITION__';

/** The key, among those of a Parquet file, of the types of its partitions: JSON of pairs of a column and its Kusto type. */
export const hiveTypesKey = 'huntbook_partitions';
