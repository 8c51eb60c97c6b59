package io.tuanzi.customer.internal;

import io.tuanzi.customer.AddressView;
import io.tuanzi.customer.Customers.AddressKey;
import io.tuanzi.customer.Customers.Buying;
import io.tuanzi.platform.Columns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code customer.address}; its owner stands in every predicate. */
@Repository
class AddressBook {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Phones phones;

    AddressBook(JdbcClient jdbc, JdbcTemplate template, Phones phones) {
        this.jdbc = jdbc;
        this.template = template;
        this.phones = phones;
    }

    List<AddressView> all(long customerId) {
        return jdbc.sql("""
                SELECT * FROM customer.address WHERE customer_id = :owner ORDER BY is_default DESC, address_id DESC""")
                .param("owner", customerId).query((rs, n) -> view(rs)).list();
    }

    /** The cohorts of each person asked for, in that order, and the address if it is that person's own. */
    List<Buying> buying(List<AddressKey> keys) {
        return Columns.of(keys).int8(AddressKey::customerId).int8(AddressKey::addressId).query(template, """
                SELECT a.*, ARRAY(SELECT code FROM customer.cohort_member m WHERE m.customer_id = k.owner) AS cohorts
                  FROM unnest(?, ?) WITH ORDINALITY AS k(owner, id, n)
                  LEFT JOIN customer.address a ON a.address_id = k.id AND a.customer_id = k.owner
                 ORDER BY k.n""",
                (rs, n) -> new Buying(Set.of((String[]) rs.getArray("cohorts").getArray()),
                        rs.getObject("address_id") == null ? Optional.empty() : Optional.of(view(rs))));
    }

    Optional<AddressView> one(long customerId, long addressId) {
        return jdbc.sql("SELECT * FROM customer.address WHERE address_id = :id AND customer_id = :owner")
                .param("id", addressId).param("owner", customerId).query((rs, n) -> view(rs)).optional();
    }

    /** Takes one of the twenty places, which also locks the person; false when none is left. */
    boolean takePlace(long customerId) {
        return jdbc.sql("""
                UPDATE customer.customer SET address_count = address_count + 1
                 WHERE customer_id = :owner AND address_count < 20""")
                .param("owner", customerId).update() == 1;
    }

    void givePlaceBack(long customerId) {
        jdbc.sql("UPDATE customer.customer SET address_count = address_count - 1 WHERE customer_id = :owner")
                .param("owner", customerId).update();
    }

    void insert(long customerId, AddressView address) {
        bind(jdbc.sql("""
                INSERT INTO customer.address (address_id, customer_id, name, phone_sealed, phone_masked, province, city,
                                              district, street, region_code, is_default)
                VALUES (:id, :owner, :name, :sealed, :masked, :province, :city, :district, :street, :region, :default)
                """), customerId, address).update();
    }

    boolean update(long customerId, AddressView address) {
        return bind(jdbc.sql("""
                UPDATE customer.address SET name = :name, phone_sealed = :sealed, phone_masked = :masked,
                       province = :province, city = :city, district = :district, street = :street,
                       region_code = :region, is_default = :default
                 WHERE address_id = :id AND customer_id = :owner"""), customerId, address).update() == 1;
    }

    boolean delete(long customerId, long addressId) {
        return jdbc.sql("DELETE FROM customer.address WHERE address_id = :id AND customer_id = :owner")
                .param("id", addressId).param("owner", customerId).update() == 1;
    }

    void clearDefault(long customerId) {
        jdbc.sql("UPDATE customer.address SET is_default = false WHERE customer_id = :owner AND is_default")
                .param("owner", customerId).update();
    }

    boolean setDefault(long customerId, long addressId) {
        return jdbc.sql("UPDATE customer.address SET is_default = true WHERE address_id = :id AND customer_id = :owner")
                .param("id", addressId).param("owner", customerId).update() == 1;
    }

    private JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, long customerId, AddressView address) {
        return statement.param("id", address.addressId()).param("owner", customerId).param("name", address.name())
                .param("sealed", phones.seal(address.phone())).param("masked", address.phoneMasked())
                .param("province", address.province()).param("city", address.city())
                .param("district", address.district()).param("street", address.street())
                .param("region", address.regionCode()).param("default", address.isDefault());
    }

    private AddressView view(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new AddressView(rs.getLong("address_id"), rs.getString("name"), phones.open(rs.getBytes("phone_sealed")),
                rs.getString("phone_masked"), rs.getString("province"), rs.getString("city"),
                rs.getString("district"), rs.getString("street"), rs.getString("region_code"),
                rs.getBoolean("is_default"));
    }
}
