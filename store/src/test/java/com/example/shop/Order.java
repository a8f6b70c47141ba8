package com.example.shop;

import java.util.ArrayList;
import java.util.List;

/** An order as an application has it. */
public class Order {
  public String id = "o";
  public Customer customer = new Customer();
  public List<Line> lines = new ArrayList<>();
  public double[] weights = {1, 2, 3};
  transient Object scratch = new Object();

  public static class Customer {
    public String name = "Ann";
    public Object session;
    public Customer friend;
  }

  public record Line(String what, int count, Object extra) {}
}
